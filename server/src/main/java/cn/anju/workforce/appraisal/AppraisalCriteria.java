package cn.anju.workforce.appraisal;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 各岗位的考核表：考什么、怎么算、几分；没有自己一张的岗位用「通用」的。改了只管以后的，考过的照考时的存着。 */
@Service
@Transactional
class AppraisalCriteria {

    static final String COMMON = "通用";

    record Item(@NotBlank(message = "请写考什么") @Size(max = 60, message = "最多 60 字") String item, @NotBlank(message = "请写怎么算") @Size(max = 300, message = "最多 300 字") String standard,
                @Min(value = 1, message = "至少 1 分") @Max(value = 100, message = "最多 100 分") int points) {}

    /** @param items none: the post falls back on the common table */
    record Table(@NotBlank(message = "请选岗位") @Size(max = 40, message = "最多 40 字") String post, @NotNull(message = "没有的送空的一列") @Size(max = 40, message = "最多 40 项") List<@Valid @NotNull(message = "这一项是空的") Item> items) {}

    private record Line(String post, String item, String standard, int points) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    AppraisalCriteria(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Table> all(long community) {
        var lines = jdbc.sql("select post, item, standard, points from workforce.appraisal_criterion where community_id = :community order by post <> :common, post, position").param("community", community)
            .param("common", COMMON).query(Line.class).list();
        return lines.stream().map(Line::post).distinct().map(post -> new Table(post, lines.stream().filter(line -> line.post().equals(post))
            .map(line -> new Item(line.item(), line.standard(), line.points())).toList())).toList();
    }

    /** The table for one with these posts. @throws Problem 409 {@code criteria-missing} */
    @Transactional(readOnly = true)
    Table of(long community, String posts) {
        var all = all(community);
        return List.of(posts.split("、")).stream().flatMap(post -> all.stream().filter(table -> table.post().equals(post))).findFirst()
            .or(() -> all.stream().filter(table -> table.post().equals(COMMON)).findFirst())
            .orElseThrow(() -> Problem.conflict("criteria-missing", "「%s」还没有考核表，请先在考核表里写", posts));
    }

    /** @throws Problem 400 {@code item-repeated} */
    void set(long community, Table table) {
        var user = CurrentUser.get();
        user.require(community, "workforce.personnel");
        if (table.items().stream().map(each -> each.item().strip()).distinct().count() < table.items().size()) throw Problem.invalid("item-repeated", "同一项写了两次");
        jdbc.sql("delete from workforce.appraisal_criterion where community_id = :community and post = :post").param("community", community).param("post", table.post().strip()).update();
        var position = 0;
        for (var item : table.items())
            jdbc.sql("""
                insert into workforce.appraisal_criterion (community_id, post, position, item, standard, points, changed_at, changed_name)
                values (:community, :post, :position, :item, :standard, :points, :now, :name)
                """).param("community", community).param("post", table.post().strip()).param("position", ++position).param("item", item.item().strip()).param("standard", item.standard().strip())
                .param("points", item.points()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("name", user.name()).update();
        audit.note("考核表 " + table.post().strip(), null, table);
    }
}
