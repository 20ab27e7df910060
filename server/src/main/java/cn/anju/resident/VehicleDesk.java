package cn.anju.resident;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 车辆的登记。 */
@Service
class VehicleDesk {

    record VehicleFacts(@NotBlank(message = "请填车牌") @Size(max = 20, message = "车牌最多 20 字") String plate, @Nullable Long personId, @Nullable Long roomId,
                        @Nullable @Size(max = 40) String model, @Nullable @Size(max = 20) String colour, @Nullable @Size(max = 200) String note) {}

    /** @param isPlateUsual false asks the person to look again; the plate has been taken */
    record Saved(PersonView.Vehicle vehicle, boolean isPlateUsual) {}

    private static final Map<String, String> COLUMNS = Map.of("plate", "v.plate", "room", "r.code", "owner", "p.name collate \"C\"");

    private final JdbcClient jdbc;
    private final PersonIndex index;
    private final ChangeBook changes;
    private final AuditTrail audit;

    VehicleDesk(JdbcClient jdbc, PersonIndex index, ChangeBook changes, AuditTrail audit) {
        this.jdbc = jdbc;
        this.index = index;
        this.changes = changes;
        this.audit = audit;
    }

    /**
     * @param text a part of the plate, or the beginning of a room code or an owner's name
     * @param incomplete only those of which the model, the colour or the room is not known
     */
    record Filter(@Nullable @Size(max = 50) String text, @Nullable Boolean incomplete) {}

    @Transactional(readOnly = true)
    Page<PersonView.Vehicle> page(long community, Filter filter, Paging paging) {
        var text = filter.text();
        var where = """

             where v.community_id = :community
               and (:text::text is null or position(:plate in v.plate) > 0 or starts_with(r.code, :text) or starts_with(p.name, :text))
               and (not :incomplete or v.model is null or v.colour is null or v.room_id is null)
            """;
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("incomplete", Boolean.TRUE.equals(filter.incomplete()));
        parameters.put("text", text == null || text.isBlank() ? null : text.strip());
        parameters.put("plate", text == null ? "" : Plate.of(text).text());
        var items = jdbc.sql(PersonBook.VEHICLES + where + paging.orderBy(COLUMNS, "v.plate") + " limit :limit offset :offset").params(parameters)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(PersonView.Vehicle.class).list();
        var total = jdbc.sql("select count(*) from (" + PersonBook.VEHICLES + where + ") found").params(parameters).query(Long.class).single();
        return new Page<>(items, total);
    }

    @Transactional
    Saved add(long community, VehicleFacts facts) {
        CurrentUser.get().require(community, "resident.edit");
        var plate = plate(facts);
        try {
            var id = jdbc.sql("""
                insert into resident.vehicle (community_id, person_id, room_id, plate, model, colour, note)
                values (:community, :person, :room, :plate, :model, :colour, :note) returning id
                """).params(parameters(community, facts, plate)).query(Long.class).single();
            index.refreshVehicles(community, List.of(id));
            var made = get(community, id);
            changes.note(community, made.roomId(), made.personId(), "车辆", "车牌", null, made.plate());
            audit.note("车辆 " + made.plate(), null, made);
            return new Saved(made, plate.isUsual());
        } catch (DataIntegrityViolationException e) {
            throw refused(e, plate);
        }
    }

    @Transactional
    Saved change(long community, long id, VehicleFacts facts) {
        CurrentUser.get().require(community, "resident.edit");
        var before = get(community, id);
        var plate = plate(facts);
        try {
            jdbc.sql("""
                update resident.vehicle
                   set person_id = :person, room_id = :room, plate = :plate, model = :model, colour = :colour, note = :note
                 where community_id = :community and id = :id
                """).params(parameters(community, facts, plate)).param("id", id).update();
        } catch (DataIntegrityViolationException e) {
            throw refused(e, plate);
        }
        index.refreshVehicles(community, List.of(id));
        var after = get(community, id);
        changes.compare(community, after.roomId(), after.personId(), "车辆", before, after);
        audit.note("车辆 " + after.plate(), before, after);
        return new Saved(after, plate.isUsual());
    }

    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "resident.edit");
        var vehicle = get(community, id);
        jdbc.sql("delete from resident.vehicle where community_id = :community and id = :id").param("community", community).param("id", id).update();
        index.removeVehicle(community, id);
        changes.note(community, vehicle.roomId(), vehicle.personId(), "车辆", "车牌", vehicle.plate(), null);
        audit.note("车辆 " + vehicle.plate(), vehicle, null);
    }

    private PersonView.Vehicle get(long community, long id) {
        return jdbc.sql(PersonBook.VEHICLES + " where v.community_id = :community and v.id = :id").param("community", community).param("id", id)
            .query(PersonView.Vehicle.class).optional().orElseThrow(() -> Problem.notFound("vehicle-not-found", "没有这辆车"));
    }

    private static Map<String, @Nullable Object> parameters(long community, VehicleFacts facts, Plate plate) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("person", facts.personId());
        parameters.put("room", facts.roomId());
        parameters.put("plate", plate.text());
        parameters.put("model", facts.model());
        parameters.put("colour", facts.colour());
        parameters.put("note", facts.note());
        return parameters;
    }

    private static Plate plate(VehicleFacts facts) {
        var plate = Plate.of(facts.plate());
        if (plate.text().isEmpty()) throw Problem.invalid("plate-missing", "请填车牌");
        return plate;
    }

    private static Problem refused(DataIntegrityViolationException e, Plate plate) {
        return e instanceof DuplicateKeyException ? Problem.conflict("vehicle-exists", "车牌 %s 已经登记过", plate.text())
            : Problem.invalid("holder-not-found", "没有这位住户或这间房");
    }
}
