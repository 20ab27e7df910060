-- 房屋改了楼栋、单元，它的收缴合计跟着走：片区的收缴率按单元的合计算。

create function collection.move_totals() returns trigger language plpgsql as $$
begin
    -- Whoever counts meanwhile waits, and counts the rest at the new place.
    perform from collection.counted_mark where community_id = new.community_id for update;
    with event as (
        select b.tariff_id, b.due_on, collection.run_day(n.community_id, n.id, n.entry_on) as day, b.amount billed, 0 reversed, 0 paid, 0 relieved
          from billing.bill b
          join collection.counted_run c on c.community_id = b.community_id and c.run_id = b.run_id
          join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id
         where b.community_id = new.community_id and b.room_id = new.id
        union all
        select b.tariff_id, b.due_on, v.reversed_on, 0, v.amount, 0, 0
          from billing.bill b
          join collection.counted_mark k on k.community_id = b.community_id
          join billing.bill_reversal v on v.community_id = b.community_id and v.bill_id = b.id and v.entry_id <= k.entry_id
         where b.community_id = new.community_id and b.room_id = new.id
        union all
        select b.tariff_id, b.due_on, s.settled_on, 0, 0, case when s.kind in ('PAYMENT', 'PREPAYMENT') then s.amount else 0 end,
               case when s.kind in ('PAYMENT', 'PREPAYMENT') then 0 else s.amount end
          from billing.bill b
          join collection.counted_mark k on k.community_id = b.community_id
          join billing.settlement s on s.community_id = b.community_id and s.bill_id = b.id and s.id <= k.settlement_id
         where b.community_id = new.community_id and b.room_id = new.id),
    counted as (
        select t.charge_item_id, date_trunc('month', e.due_on)::date due_month, e.day, sum(e.billed) billed, sum(e.reversed) reversed,
               sum(e.paid) paid, sum(e.relieved) relieved
          from event e join billing.tariff t on t.community_id = new.community_id and t.id = e.tariff_id
         group by 1, 2, 3)
    insert into collection.day_total as d (community_id, charge_item_id, due_month, day, building_id, entrance_id, billed, reversed, paid, relieved)
    select new.community_id, c.charge_item_id, c.due_month, c.day, p.building, p.entrance, p.sign * c.billed, p.sign * c.reversed, p.sign * c.paid,
           p.sign * c.relieved
      from counted c
     cross join (values (old.building_id, coalesce(old.entrance_id, 0), -1), (new.building_id, coalesce(new.entrance_id, 0), 1)) p(building, entrance, sign)
        on conflict (community_id, charge_item_id, due_month, day, building_id, entrance_id) do update
       set billed = d.billed + excluded.billed, reversed = d.reversed + excluded.reversed, paid = d.paid + excluded.paid,
           relieved = d.relieved + excluded.relieved;
    return null;
end $$;

create trigger totals_follow_the_room after update of building_id, entrance_id on estate.room
   for each row when ((old.building_id, old.entrance_id) is distinct from (new.building_id, new.entrance_id))
   execute function collection.move_totals();

-- Counted again, for rooms that moved before; the totals catch up by themselves within minutes.
alter table collection.counted_run disable trigger user;
truncate collection.day_total, collection.item_total, collection.counted_run, collection.counted_mark;
alter table collection.counted_run enable trigger user;
