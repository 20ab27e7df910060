package cn.anju.resident;

import cn.anju.access.Masked;
import cn.anju.access.PersonalData;
import cn.anju.kernel.Problem;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 看一个人的登记。 */
@Component
@Transactional(readOnly = true)
class PersonBook {

    private final JdbcClient jdbc;
    private final PersonalData personalData;
    private final ResidentHistory history;

    PersonBook(JdbcClient jdbc, PersonalData personalData, ResidentHistory history) {
        this.jdbc = jdbc;
        this.personalData = personalData;
        this.history = history;
    }

    /** @throws Problem 404 {@code person-not-found} */
    PersonView get(long community, long id) {
        var contacts = jdbc.sql("select id, phone, label, note from resident.contact where community_id = :community and person_id = :id order by id")
            .param("community", community).param("id", id)
            .query((row, i) -> new PersonView.Contact(row.getLong("id"), Masked.phone(row.getString("phone")), row.getString("label"), row.getString("note"))).list();
        var holdings = jdbc.sql("""
            select h.id, h.room_id, r.code room_code, h.role, h.from_on, h.to_on, h.relation, h.note, h.source, h.verified_on, h.verified_by
              from resident.holding h join estate.room r on r.community_id = h.community_id and r.id = h.room_id
             where h.community_id = :community and h.person_id = :id order by h.to_on desc nulls first, r.code
            """).param("community", community).param("id", id).query(PersonView.PersonHolding.class).list();
        var vehicles = jdbc.sql(VEHICLES + " where v.community_id = :community and v.person_id = :id order by v.plate")
            .param("community", community).param("id", id).query(PersonView.Vehicle.class).list();
        record Found(PersonView.Facts facts, @Nullable Long mergedInto) {}
        var found = jdbc.sql("select * from resident.person where community_id = :community and id = :id").param("community", community).param("id", id)
            .query((row, i) -> {
                var sealed = row.getBytes("id_number_cipher");
                var gender = row.getString("gender");
                return new Found(new PersonView.Facts(PersonKind.valueOf(row.getString("kind")), row.getString("name"),
                    gender == null ? null : Gender.valueOf(gender), Masked.phone(row.getString("phone")), Masked.phone(row.getString("phone_note")),
                    sealed == null ? null : Masked.idNumber(personalData.decrypt(sealed)), row.getBytes("id_number_hash") != null,
                    row.getObject("birth_on", LocalDate.class), row.getString("address"), row.getString("note"), row.getString("source"),
                    row.getString("source_note"), row.getObject("recorded_at", OffsetDateTime.class), row.getObject("phone_verified_on", LocalDate.class),
                    row.getString("phone_verified_by"), row.getObject("id_verified_on", LocalDate.class), row.getString("id_verified_by")),
                    row.getObject("merged_into", Long.class));
            }).optional().orElseThrow(() -> Problem.notFound("person-not-found", "没有这位住户"));
        return new PersonView(id, found.facts(), contacts, holdings, vehicles, history.ofPerson(community, id), found.mergedInto());
    }

    List<PersonView.Vehicle> vehiclesOfRoom(long community, long room) {
        return jdbc.sql(VEHICLES + " where v.community_id = :community and v.room_id = :room order by v.plate")
            .param("community", community).param("room", room).query(PersonView.Vehicle.class).list();
    }

    static final String VEHICLES = """
        select v.id, v.plate, v.model, v.colour, v.room_id, r.code room_code, v.person_id, p.name owner, v.note
          from resident.vehicle v
          left join estate.room r on r.community_id = v.community_id and r.id = v.room_id
          left join resident.person p on p.community_id = v.community_id and p.id = v.person_id
        """;
}
