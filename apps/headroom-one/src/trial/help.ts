export const help = `npm run -s trial -- --sessions <csv> --building <csv> --capacity-kva <n> [options]

Replays recorded charging sessions through Headroom's own services in virtual time, beside a recorded building
behind one connection, and prints the key figures of each policy side by side.

  --sessions <csv>       start_local,end_local,site,charge_point,connector,energy_kwh; times of Europe/London
  --building <csv>       datetime,kWh by the hour, 2019, UTC; the same day and hour is used in any year, 0 is a gap in the meter's feed
  --capacity-kva <n>     authorised supply capacity of the connection; power factor 0.95
  --price <csv>          datetime,price per kWh by the hour, 2019, UTC; unless given, the Agile prices in test/data
  --policy <name>        only this one, not all of them side by side: headroom (the services as they are), unmanaged (every socket
                         draws what it can), or the same services with another rule in their place: equal (the same amps for
                         each socket that charges), round-robin (amp by amp in turns), edf (earliest departure first), llf
                         (least time to spare first)
  --from <YYYY-MM-DD>    first day; unless given, the days in which most was charged
  --days <n>             how many days, 7 unless given
  --seed <n>             of the building's noise and the vans' reaction times, 1 unless given
  --json                 figures for machines
  --help                 this text

Example: npm run -s trial -- --sessions test/data/fleet-sessions-dundee-2017-2018.csv --building test/data/building-b112-2019-hourly.csv --capacity-kva 60
`;
