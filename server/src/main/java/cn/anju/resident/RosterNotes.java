package cn.anju.resident;

import cn.anju.access.Masked;
import cn.anju.resident.ChangeBook.Note;
import cn.anju.resident.RosterChanges.OwnerChange;
import cn.anju.resident.RosterChanges.PersonChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 名册导入和撤销在档案变更本上的几行：谁的哪一栏，改前改后。
 *
 * <p>What the import itself brings (a new home, a new person) is no change and gets no line: the file with its rows is kept, and a line
 * about it would keep the import from being undone.
 */
@Component
class RosterNotes {

    private static final String PERSON = "住户登记（导入名册）";
    private static final String HOLDING = "人与房（导入名册）";
    private static final String VEHICLE = "车辆（导入名册）";
    private static final String UNDONE = "（撤销导入）";
    private static final Map<String, String> GENDERS = Map.of("MALE", "男", "FEMALE", "女");

    private final JdbcClient jdbc;
    private final ChangeBook book;

    RosterNotes(JdbcClient jdbc, ChangeBook book) {
        this.jdbc = jdbc;
        this.book = book;
    }

    void written(long community, RosterChanges work, Map<String, Long> roomIds) {
        var notes = new ArrayList<Note>();
        for (var change : work.personChanges) notes.addAll(person(change));
        for (var change : work.ownerChanges) notes.add(owner(change, roomIds.get(change.roomCode())));
        var newRooms = work.newRooms.stream().map(room -> room.code()).collect(Collectors.toSet());
        for (var vehicle : work.newVehicles)
            if (!newRooms.contains(vehicle.roomCode())) notes.add(new Note(roomIds.get(vehicle.roomCode()), null, VEHICLE, "车牌", null, vehicle.plate()));
        book.noteAll(community, notes);
    }

    /** 复原的人和房，导入改过的各栏、添的车牌倒回去。 @param rooms of the ownerships that are as they were */
    void undone(long community, Collection<Long> people, Collection<Long> rooms) {
        book.noteAll(community, jdbc.sql("""
            select room_id room, person_id person, replace(subject, '（导入名册）', :undone) subject, field, becomes was, was becomes
              from (select distinct on (room_id, person_id, subject, field) * from resident.change
                     where community_id = :community and subject in (:subjects) and (person_id = any (:people) or person_id is null and room_id = any (:rooms))
                     order by room_id, person_id, subject, field, id desc) latest order by id
            """).param("undone", UNDONE).param("community", community).param("subjects", List.of(PERSON, HOLDING)).param("people", people.toArray(Long[]::new))
            .param("rooms", rooms.toArray(Long[]::new)).query(Note.class).list());
        book.noteAll(community, jdbc.sql("""
            select c.room_id room, c.person_id person, '车辆' || :undone subject, c.field, c.becomes was, null::text becomes
              from resident.change c
             where c.community_id = :community and c.subject = :vehicle
               and not exists (select from resident.vehicle v where v.community_id = c.community_id and v.plate = c.becomes)
               and not exists (select from resident.change later where later.community_id = c.community_id and later.room_id = c.room_id and later.id > c.id
                                  and later.field = c.field and later.was = c.becomes)
            """).param("undone", UNDONE).param("community", community).param("vehicle", VEHICLE).query(Note.class).list());
    }

    private static List<Note> person(PersonChange change) {
        var known = change.person().known;
        if (known == null) return List.of();
        var notes = new ArrayList<Note>();
        if (change.gender() != null) notes.add(note(known.id(), "性别", known.gender() == null ? null : GENDERS.get(known.gender()), GENDERS.get(change.gender())));
        if (change.phone() != null) notes.add(note(known.id(), "电话", Masked.phone(known.phone()), Masked.phone(change.phone())));
        if (change.isNoteChanged()) notes.add(note(known.id(), "电话备注", known.phoneNote() == null ? null : Masked.text(known.phoneNote()), change.phoneNote() == null ? null : Masked.text(change.phoneNote())));
        for (var contact : change.contacts()) notes.add(note(known.id(), "联系人", null, Masked.phone(contact)));
        if (change.idNumber() != null) notes.add(note(known.id(), "证件号码", known.idHash() == null ? Masked.idNumber(known.idNote()) : "原来的号码", Masked.idNumber(change.idNumber().text())));
        else if (change.idNote() != null) notes.add(note(known.id(), "证件号码", Masked.idNumber(known.idNote()), Masked.idNumber(change.idNote())));
        return notes;
    }

    private static Note owner(OwnerChange change, @Nullable Long room) {
        return new Note(room, null, HOLDING, "业主", change.before().isEmpty() ? null : change.before(), change.after().isEmpty() ? null : "%s，%s 起".formatted(change.after(), change.on()));
    }

    private static Note note(long person, String field, @Nullable String was, @Nullable String becomes) {
        return new Note(null, person, PERSON, field, was, becomes);
    }
}
