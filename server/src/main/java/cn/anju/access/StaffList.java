package cn.anju.access;

import cn.anju.kernel.Column;
import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 员工账号一览。 */
@Component
class StaffList {

    /**
     * 按什么找账号；空的不限。
     *
     * @param q part of username or name
     * @param role the key of a role that counts today
     * @param communityId where the person works, by a grant there or one for all communities
     */
    record Filter(@Nullable String q, @Nullable Boolean active, @Nullable String role, @Nullable Long communityId) {}

    private record GrantOf(long staffId, StaffMember.Grant grant) {}

    private static final Map<String, String> SORTABLE = Map.of("username", "s.username", "name", "s.name collate \"C\"",
        "active", "s.is_active", "createdAt", "s.created_at", "lastSignedInAt", "s.last_signed_in_at");
    private static final String MATCHES = """
          from access.staff s
         where (cast(:q as text) is null or strpos(s.username, lower(:q)) > 0 or strpos(s.name, :q) > 0)
           and (cast(:active as boolean) is null or s.is_active = :active)
           and (cast(:role as text) is null and cast(:community as bigint) is null or exists (
                select from access.role_grant g join access.role r on r.id = g.role_id
                 where g.staff_id = s.id and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)
                   and (cast(:role as text) is null or r.key = :role)
                   and (cast(:community as bigint) is null or g.community_id is null or g.community_id = :community)))
        """;

    private final JdbcClient jdbc;
    private final ObjectProvider<CommunityDirectory> communities;
    private final Clock clock;

    StaffList(JdbcClient jdbc, ObjectProvider<CommunityDirectory> communities, Clock clock) {
        this.jdbc = jdbc;
        this.communities = communities;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<StaffMember> list(Filter filter, Paging paging) {
        return new Page<>(rows(filter, paging), matching("select count(*) " + MATCHES, filter).query(Long.class).single());
    }

    @Transactional(readOnly = true)
    ResponseEntity<byte[]> workbook(Filter filter, @Nullable String sort) {
        return ListSheet.of("员工账号", List.of(
            Column.text("账号", 16, StaffMember::username), Column.text("姓名", 12, StaffMember::name),
            Column.text("电话", 16, StaffMember::phone), Column.<StaffMember>text("状态", 8, row -> row.active() ? "在用" : "停用"),
            Column.text("岗位", 30, StaffMember::roleNames)), rows(filter, Paging.all(sort)));
    }

    /** @throws Problem 404 {@code staff-unknown} */
    @Transactional(readOnly = true)
    StaffMember get(long id) {
        return withGrants(jdbc.sql("select s.* from access.staff s where s.id = :id").param("id", id).query(StaffList::member).list())
            .stream().findFirst().orElseThrow(() -> Problem.notFound("staff-unknown", "没有这个账号"));
    }

    private List<StaffMember> rows(Filter filter, Paging paging) {
        return withGrants(matching("select s.* " + MATCHES + paging.orderBy(SORTABLE, "s.username") + " limit :limit offset :offset", filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(StaffList::member).list());
    }

    private JdbcClient.StatementSpec matching(String sql, Filter filter) {
        return jdbc.sql(sql).param("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip())
            .param("active", filter.active()).param("role", filter.role()).param("community", filter.communityId())
            .param("today", LocalDate.now(clock));
    }

    private List<StaffMember> withGrants(List<StaffMember> members) {
        var today = LocalDate.now(clock);
        var names = communities.stream().map(CommunityDirectory::names).findFirst().orElse(Map.of());
        var grants = jdbc.sql("""
            select g.staff_id, g.id, r.key, r.name, g.community_id, g.from_on, g.to_on
              from access.role_grant g join access.role r on r.id = g.role_id
             where g.staff_id = any (:ids) order by g.from_on, g.id
            """)
            .param("ids", members.stream().map(StaffMember::id).toArray(Long[]::new))
            .query((row, i) -> new GrantOf(row.getLong(1), grant(row, names, today))).list().stream()
            .collect(Collectors.groupingBy(GrantOf::staffId, Collectors.mapping(GrantOf::grant, Collectors.toList())));
        return members.stream().map(member -> member.with(grants.getOrDefault(member.id(), List.of()))).toList();
    }

    private static StaffMember.Grant grant(ResultSet row, Map<Long, String> names, LocalDate today) throws SQLException {
        var community = row.getObject(5, Long.class);
        var from = row.getObject(6, LocalDate.class);
        var to = row.getObject(7, LocalDate.class);
        return new StaffMember.Grant(row.getLong(2), row.getString(3), row.getString(4), community,
            community == null ? null : names.get(community), from, to, !from.isAfter(today) && (to == null || !to.isBefore(today)));
    }

    private static StaffMember member(ResultSet row, int i) throws SQLException {
        return new StaffMember(row.getLong("id"), row.getString("username"), row.getString("name"), Masked.phone(row.getString("phone")),
            row.getBoolean("is_active"), row.getBoolean("must_change_password"), instant(row, "last_signed_in_at"),
            row.getObject("created_at", OffsetDateTime.class).toInstant(), List.of());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
