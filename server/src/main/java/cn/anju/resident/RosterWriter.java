package cn.anju.resident;

import cn.anju.access.PersonalData;
import cn.anju.estate.RoomRegister;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.RowArrays;
import cn.anju.kernel.Statistics;
import cn.anju.resident.RosterChanges.OwnerChange;
import cn.anju.resident.RosterChanges.PersonChange;
import cn.anju.resident.RosterChanges.PersonDraft;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** 把名册导入的打算写下：每张表一条语句，几万间也是几秒。 */
@Component
class RosterWriter {

    private static final String REASON = "导入业主名册";

    private record NewPerson(String kind, String name, @Nullable String gender, @Nullable String phone, @Nullable String phoneNote,
                             byte @Nullable [] cipher, byte @Nullable [] hash, @Nullable String birthOn) {}

    private record PersonRow(long id, @Nullable String gender, @Nullable String phone, boolean isNoteChanged, @Nullable String phoneNote,
                             @Nullable String cipher, @Nullable String hash, @Nullable String birthOn) {}

    private record ContactRow(long personId, String phone) {}

    private record HoldingRow(long roomId, long personId, LocalDate fromOn) {}

    private record EndRow(long id, String toOn) {}

    private record VehicleRow(String plate, long roomId, @Nullable Long personId) {}

    private final JdbcClient jdbc;
    private final RoomRegister register;
    private final Rooms rooms;
    private final PersonIndex index;
    private final ResidentHistory history;
    private final RosterNotes notes;
    private final PersonalData personalData;
    private final Statistics statistics;
    private final JsonMapper json;
    private final Clock clock;

    RosterWriter(JdbcClient jdbc, RoomRegister register, Rooms rooms, PersonIndex index, ResidentHistory history, RosterNotes notes, PersonalData personalData,
                 Statistics statistics, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.register = register;
        this.rooms = rooms;
        this.index = index;
        this.history = history;
        this.notes = notes;
        this.personalData = personalData;
        this.statistics = statistics;
        this.json = json;
        this.clock = clock;
    }

    void write(long community, RosterChanges work) {
        register.add(community, work.newRooms, REASON);
        register.change(community, work.roomEdits, REASON);
        addPeople(community, work.newPeople);
        changePeople(community, work.personChanges);
        addContacts(community, work);
        var roomIds = rooms.idsByCode(community);
        var leavers = endHoldings(community, work.ownerChanges);
        addHoldings(community, work, roomIds);
        var plates = addVehicles(community, work, roomIds);
        note(community, work, roomIds);
        notes.written(community, work, roomIds);

        // The reads for the search join tables that were empty a moment ago.
        statistics.refresh();
        var touched = new HashSet<>(leavers);
        work.newPeople.forEach(person -> touched.add(person.id));
        work.personChanges.forEach(change -> touched.add(change.person().id));
        work.newHoldings.forEach(holding -> touched.add(holding.person().id));
        index.refreshPeople(community, touched);
        index.refreshVehicles(community, plates);
    }

    private void addPeople(long community, List<PersonDraft> people) {
        if (people.isEmpty()) return;
        var rows = people.stream().map(this::row).toList();
        // Identity values are drawn in the order of the sorted rows, so the n-th smallest id is the n-th person's.
        var ids = jdbc.sql("""
            insert into resident.person (community_id, kind, name, gender, phone, phone_note, id_number_cipher, id_number_hash, birth_on, source, source_note, recorded_at)
            select :community, n.kind, n.name, n.gender, n.phone, n.phone_note, n.cipher, n.hash, n.birth_on::date, 'IMPORT', :reason, :now
              from unnest(:kind::text[], :name::text[], :gender::text[], :phone::text[], :phoneNote::text[], :cipher::bytea[], :hash::bytea[],
                          :birthOn::text[]) with ordinality as n(kind, name, gender, phone, phone_note, cipher, hash, birth_on, place)
             order by n.place
            returning id
            """).param("community", community).param("reason", REASON).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .params(RowArrays.of(NewPerson.class, rows)).query(Long.class).list().stream().sorted().toList();
        for (var place = 0; place < people.size(); place++) people.get(place).id = ids.get(place);
    }

    private NewPerson row(PersonDraft person) {
        var number = person.idNumber;
        var kind = number != null && number.kind() == IdNumber.Kind.ORGANISATION || number == null && Names.isCompany(person.name) ? "COMPANY" : "PERSON";
        return new NewPerson(kind, person.name, kind.equals("COMPANY") ? null : person.gender,
            person.phones.isEmpty() ? null : person.phones.getFirst(), person.phoneNote, cipher(number, person.idNote), hash(number), birthOn(number));
    }

    private void changePeople(long community, List<PersonChange> changes) {
        if (changes.isEmpty()) return;
        var rows = changes.stream().map(change -> new PersonRow(change.person().id, change.gender(), change.phone(),
            change.isNoteChanged(), change.phoneNote(), hex(cipher(change.idNumber(), change.idNote())), hex(hash(change.idNumber())), birthOn(change.idNumber()))).toList();
        jdbc.sql("""
            update resident.person p
               set gender = case when p.kind = 'PERSON' then coalesce(n.gender, p.gender) end,
                   phone = coalesce(n.phone, p.phone),
                   phone_note = case when n."isNoteChanged" then n."phoneNote" else p.phone_note end,
                   id_number_cipher = coalesce(decode(n.cipher, 'hex'), p.id_number_cipher),
                   id_number_hash = coalesce(decode(n.hash, 'hex'), p.id_number_hash),
                   birth_on = coalesce(n."birthOn", p.birth_on)
              from jsonb_to_recordset(:rows::jsonb) as n (id bigint, gender text, phone text, "isNoteChanged" boolean, "phoneNote" text,
                                                          cipher text, hash text, "birthOn" date)
             where p.community_id = :community and p.id = n.id
            """).param("community", community).param("rows", json.writeValueAsString(rows)).update();
    }

    private void addContacts(long community, RosterChanges work) {
        var rows = new ArrayList<ContactRow>();
        for (var person : work.newPeople)
            person.phones.stream().skip(1).forEach(phone -> rows.add(new ContactRow(person.id, phone)));
        work.personChanges.forEach(change -> change.contacts().forEach(phone -> rows.add(new ContactRow(change.person().id, phone))));
        if (rows.isEmpty()) return;
        jdbc.sql("""
            insert into resident.contact (community_id, person_id, phone, label)
            select :community, n."personId", n.phone, '名册' from jsonb_to_recordset(:rows::jsonb) as n ("personId" bigint, phone text)
                on conflict (community_id, person_id, phone) do nothing
            """).param("community", community).param("rows", json.writeValueAsString(rows)).update();
    }

    /** @return the people who left */
    private Set<Long> endHoldings(long community, List<OwnerChange> changes) {
        var rows = changes.stream().flatMap(change -> change.endedHoldings().stream().map(id -> new EndRow(id, change.on().minusDays(1).toString()))).toList();
        if (rows.isEmpty()) return Set.of();
        return new HashSet<>(jdbc.sql("""
            update resident.holding h set to_on = n."toOn"
              from jsonb_to_recordset(:rows::jsonb) as n (id bigint, "toOn" date)
             where h.community_id = :community and h.id = n.id
            returning h.person_id
            """).param("community", community).param("rows", json.writeValueAsString(rows)).query(Long.class).list());
    }

    private void addHoldings(long community, RosterChanges work, Map<String, Long> roomIds) {
        var rows = work.newHoldings.stream()
            .map(holding -> new HoldingRow(roomIds.get(holding.roomCode()), holding.person().id, holding.from())).toList();
        if (rows.isEmpty()) return;
        jdbc.sql("""
            insert into resident.holding (community_id, room_id, person_id, role, from_on, source, source_note)
            select :community, n.room_id, n.person_id, 'OWNER', n.from_on::date, 'IMPORT', :reason
              from unnest(:roomId::bigint[], :personId::bigint[], :fromOn::text[]) as n(room_id, person_id, from_on)
            """).param("community", community).param("reason", REASON).params(RowArrays.of(HoldingRow.class, rows)).update();
    }

    /** @return ids of the new vehicles */
    private List<Long> addVehicles(long community, RosterChanges work, Map<String, Long> roomIds) {
        var rows = work.newVehicles.stream().map(vehicle -> new VehicleRow(vehicle.plate(), roomIds.get(vehicle.roomCode()),
            vehicle.person() == null ? null : vehicle.person().id)).toList();
        if (rows.isEmpty()) return List.of();
        return jdbc.sql("""
            insert into resident.vehicle (community_id, plate, room_id, person_id)
            select :community, n.plate, n.room_id, n.person_id
              from unnest(:plate::text[], :roomId::bigint[], :personId::bigint[]) as n(plate, room_id, person_id)
            returning id
            """).param("community", community).params(RowArrays.of(VehicleRow.class, rows)).query(Long.class).list();
    }

    private void note(long community, RosterChanges work, Map<String, Long> roomIds) {
        var items = new ArrayList<ResidentHistory.Item>();
        for (var change : work.ownerChanges)
            items.add(new ResidentHistory.Item(roomIds.get(change.roomCode()), null, "OWNER_CHANGE",
                "%s 起过户：%s → %s（%s）".formatted(change.on(), change.before().isEmpty() ? "无" : change.before(), change.after().isEmpty() ? "无" : change.after(), REASON)));
        for (var change : work.personChanges)
            items.add(new ResidentHistory.Item(roomIds.get(change.person().roomCode), change.person().id, "PERSON_CHANGE",
                "%s 的登记按名册改正：%s".formatted(change.person().name, fields(change))));
        history.addAll(community, items, CurrentUser.get().name());
    }

    private static String fields(PersonChange change) {
        var fields = new ArrayList<String>();
        if (change.gender() != null) fields.add("性别");
        if (change.phone() != null || change.isNoteChanged() || !change.contacts().isEmpty()) fields.add("电话");
        if (change.idNumber() != null || change.idNote() != null) fields.add("证件号");
        return String.join("、", fields);
    }

    private byte @Nullable [] cipher(@Nullable IdNumber number, @Nullable String note) {
        var text = number == null ? note : number.text();
        return text == null ? null : personalData.encrypt(text);
    }

    private byte @Nullable [] hash(@Nullable IdNumber number) {
        return number == null ? null : personalData.hash(number.text());
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    private static @Nullable String birthOn(@Nullable IdNumber number) {
        return number == null || number.birthOn() == null ? null : number.birthOn().toString();
    }
}
