package cn.anju.estate;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.kernel.ScopedTransactionManager;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 小区的建立与资料。 */
@Service
class CommunityBook {

    /** @param booksStart 建账月份的第一天 */
    record NewCommunity(@NotBlank(message = "请填小区名称") @Size(max = 60, message = "小区名称最多 60 字") String name,
                        @NotNull(message = "请填建账月份") LocalDate booksStart, @Nullable Long regionId) {}

    /** @param booksStart left out to keep it; it cannot move once there are rooms */
    record Edit(@NotBlank(message = "请填小区名称") @Size(max = 60, message = "小区名称最多 60 字") String name,
                @Nullable LocalDate booksStart, @Nullable Long regionId, @NotNull @Valid CommunityProfile profile,
                @NotNull @Valid OwnersCommittee committee) {}

    record Detail(long id, String name, LocalDate booksStart, @Nullable Long regionId, @Nullable String region,
                  CommunityProfile profile, OwnersCommittee committee) {}

    private final JdbcClient jdbc;
    private final Communities communities;
    private final Regions regions;
    private final ScopedTransactionManager transactions;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    CommunityBook(JdbcClient jdbc, Communities communities, Regions regions, ScopedTransactionManager transactions, AuditTrail audit, JsonMapper json,
                  Clock clock) {
        this.jdbc = jdbc;
        this.communities = communities;
        this.regions = regions;
        this.transactions = transactions;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** 建小区；建的人马上看得见。 */
    @Transactional
    Communities.Community add(NewCommunity command) {
        CurrentUser.get().requireEverywhere("estate.create");
        var booksStart = firstOfMonth(command.booksStart());
        long id;
        try {
            id = jdbc.sql("insert into estate.community (region_id, name, books_start, created_at) values (:region, :name, :start, :now) returning id")
                .param("region", regions.known(command.regionId())).param("name", command.name().strip()).param("start", booksStart)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw nameTaken(command.name());
        }
        transactions.widen(id);
        var made = communities.get(id);
        audit.note(made.name(), null, made);
        return made;
    }

    /** 改小区资料。 */
    @Transactional
    Detail change(long community, Edit edit) {
        CurrentUser.get().require(community, "estate.edit");
        var before = detail(community);
        var booksStart = edit.booksStart() == null ? before.booksStart() : firstOfMonth(edit.booksStart());
        if (!booksStart.equals(before.booksStart()) && hasRooms(community))
            throw Problem.conflict("books-start-fixed", "小区里已经有房屋，建账月份不能再改");
        try {
            jdbc.sql("""
                update estate.community
                   set name = :name, region_id = :region, books_start = :start,
                       profile = :profile::jsonb, committee = :committee::jsonb
                 where id = :community
                """).param("name", edit.name().strip()).param("region", regions.known(edit.regionId())).param("start", booksStart)
                .param("profile", json.writeValueAsString(edit.profile())).param("committee", json.writeValueAsString(edit.committee()))
                .param("community", community).update();
        } catch (DuplicateKeyException e) {
            throw nameTaken(edit.name());
        }
        var after = detail(community);
        audit.note(after.name(), before, after);
        return after;
    }

    @Transactional(readOnly = true)
    Detail detail(long community) {
        var known = communities.get(community);
        return jdbc.sql("select profile, committee from estate.community where id = :community").param("community", community)
            .query((row, i) -> new Detail(community, known.name(), known.booksStart(), known.regionId(), known.region(),
                row.getString(1).equals("{}") ? CommunityProfile.EMPTY : json.readValue(row.getString(1), CommunityProfile.class),
                row.getString(2).equals("{}") ? OwnersCommittee.NONE : json.readValue(row.getString(2), OwnersCommittee.class))).single();
    }

    private boolean hasRooms(long community) {
        return jdbc.sql("select exists (select from estate.room where community_id = :community)").param("community", community)
            .query(Boolean.class).single();
    }

    private static LocalDate firstOfMonth(LocalDate date) {
        if (date.getDayOfMonth() != 1 || date.getYear() < 1990 || date.getYear() > 2100)
            throw Problem.invalid("books-start-invalid", "建账月份请填某月 1 日，如 2026-07-01");
        return date;
    }

    private static Problem nameTaken(String name) {
        return Problem.conflict("community-exists", "已有叫「%s」的小区", name.strip());
    }
}
