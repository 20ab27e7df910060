package cn.anju.resident;

import cn.anju.access.Masked;
import cn.anju.access.PersonalData;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 住户列表：号码一律遮住，导出也一样。 */
@Component
@Transactional(readOnly = true)
class PersonList {

    /**
     * @param text the beginning of a name, the end of a phone or a room code
     * @param role who holds a room in this role today
     */
    record Filter(@Nullable String text, @Nullable HoldingRole role, @Nullable Long building, @Nullable PersonKind kind, @Nullable Boolean hasPhone,
                  @Nullable Boolean hasIdNumber) {}

    /** @param rooms codes of the rooms held today with the role, e.g. {@code 3-2-1201 业主} */
    record PersonRow(long id, PersonKind kind, String name, @Nullable Gender gender, @Nullable String phone, @Nullable String idNumber, boolean isIdNumberValid,
                     boolean isPhoneVerified, @Nullable String rooms, @Nullable String note) {}

    private static final Map<String, String> COLUMNS = Map.of("name", "p.name collate \"C\"", "recordedAt", "p.recorded_at", "kind", "p.kind");

    private final JdbcClient jdbc;
    private final PersonalData personalData;
    private final Clock clock;

    PersonList(JdbcClient jdbc, PersonalData personalData, Clock clock) {
        this.jdbc = jdbc;
        this.personalData = personalData;
        this.clock = clock;
    }

    Page<PersonRow> page(long community, Filter filter, Paging paging) {
        var parameters = parameters(community, filter);
        var items = jdbc.sql("""
            select p.id, p.kind, p.name, p.gender, p.phone, p.id_number_cipher, p.id_number_hash is not null is_valid,
                   p.phone_verified_on is not null is_verified, p.note,
                   (select string_agg(r.code || case h.role when 'OWNER' then '' when 'TENANT' then ' 租户' when 'FAMILY' then ' 家人' else ' 代理' end, '、' order by r.code)
                      from resident.holding h join estate.room r on r.community_id = h.community_id and r.id = h.room_id
                     where h.community_id = p.community_id and h.person_id = p.id and (h.to_on is null or h.to_on >= :today)) rooms
            """ + FROM + paging.orderBy(COLUMNS, "p.id") + " limit :limit offset :offset").params(parameters)
            .param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> {
                var sealed = row.getBytes("id_number_cipher");
                var gender = row.getString("gender");
                return new PersonRow(row.getLong("id"), PersonKind.valueOf(row.getString("kind")), row.getString("name"),
                    gender == null ? null : Gender.valueOf(gender), Masked.phone(row.getString("phone")),
                    sealed == null ? null : Masked.idNumber(personalData.decrypt(sealed)), row.getBoolean("is_valid"), row.getBoolean("is_verified"),
                    row.getString("rooms"), row.getString("note"));
            }).list();
        return new Page<>(items, jdbc.sql("select count(*) " + FROM).params(parameters).query(Long.class).single());
    }

    private Map<String, @Nullable Object> parameters(long community, Filter filter) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("today", LocalDate.now(clock));
        parameters.put("text", filter.text() == null || filter.text().isBlank() ? null : filter.text().strip());
        parameters.put("role", filter.role() == null ? null : filter.role().name());
        parameters.put("building", filter.building());
        parameters.put("kind", filter.kind() == null ? null : filter.kind().name());
        parameters.put("hasPhone", filter.hasPhone());
        parameters.put("hasIdNumber", filter.hasIdNumber());
        return parameters;
    }

    private static final String FROM = """

          from resident.person p
         where p.community_id = :community and p.merged_into is null
           and (:kind::text is null or p.kind = :kind)
           and (:hasPhone::boolean is null or (p.phone is not null) = :hasPhone)
           and (:hasIdNumber::boolean is null or (p.id_number_hash is not null) = :hasIdNumber)
           and (:role::text is null and :building::bigint is null
                or exists (select from resident.holding h join estate.room r on r.community_id = h.community_id and r.id = h.room_id
                            where h.community_id = p.community_id and h.person_id = p.id and (h.to_on is null or h.to_on >= :today)
                              and (:role::text is null or h.role = :role) and (:building::bigint is null or r.building_id = :building)))
           and (:text::text is null or starts_with(p.name, :text) or length(:text) >= 4 and right(p.phone, length(:text)) = :text
                or exists (select from resident.holding h join estate.room r on r.community_id = h.community_id and r.id = h.room_id
                            where h.community_id = p.community_id and h.person_id = p.id and starts_with(r.code, :text)))
        """;
}
