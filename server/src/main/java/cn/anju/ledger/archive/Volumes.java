package cn.anju.ledger.archive;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 会计档案：按期间立卷、编号、写明页数与保管人，目录可打印。 */
@Service
class Volumes {

    /** 档案的种类和法定最低保管年限。 */
    enum Kind {
        VOUCHERS("会计凭证", 30), BOOK("会计账簿", 30), REPORTS("财务会计报告", 10), BANK("银行对账单及余额调节表", 10), RECEIPTS("收据存根", 30), OTHER("其他", 10);

        final String label;
        final int years;

        Kind(String label, int years) {
            this.label = label;
            this.years = years;
        }
    }

    /** 立一卷。 @param period 2026-11, 2026Q4 or 2026 */
    record NewVolume(@NotNull @Pattern(regexp = "[0-9]{4}(-[0-9]{2}|Q[1-4])?", message = "期间写年、季或月，如 2026、2026Q4、2026-11") String period, @NotNull Kind kind,
                     @NotBlank @Size(max = 100) String title, @Min(1) @Max(9999) int pages, @NotBlank @Size(max = 30) String keeper,
                     @Nullable @Size(max = 60) String place, @Nullable @Size(max = 200) String note) {}

    /** 一卷档案。 @param number like 2026-003, counting within the year */
    record Volume(long id, String number, String period, Kind kind, String kindLabel, String title, int pages, String keeper, @Nullable String place, int keptYears,
                  @Nullable String note, String madeBy, Instant madeAt) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Volumes(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** 立卷；卷号每年从一起连续，两人同时立卷也不重。 */
    @Transactional
    long add(long community, NewVolume volume) {
        CurrentUser.get().require(community, "ledger.archive");
        var year = volume.period().substring(0, 4);
        jdbc.sql("""
                insert into ledger.voucher_numbering as n (community_id, numbered_at) values (:community, :at)
                    on conflict (community_id) do update set numbered_at = excluded.numbered_at
                """).param("community", community).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        var id = jdbc.sql("""
                insert into ledger.archive_volume (community_id, number, period, kind, title, pages, keeper, place, kept_years, note, made_by, made_name, made_at)
                values (:community, :year || '-' || lpad((1 + (select count(*) from ledger.archive_volume
                         where community_id = :community and number like :year || '-%'))::text, 3, '0'),
                        :period, :kind, :title, :pages, :keeper, :place, :years, :note, :by, :name, :at) returning id
                """)
            .param("community", community).param("year", year).param("period", volume.period()).param("kind", volume.kind().name()).param("title", volume.title())
            .param("pages", volume.pages()).param("keeper", volume.keeper()).param("place", volume.place()).param("years", volume.kind().years)
            .param("note", volume.note()).param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        audit.note("会计档案立卷 " + volume.title(), null, volume);
        return id;
    }

    @Transactional(readOnly = true)
    List<Volume> list(long community, @Nullable String period) {
        return jdbc.sql("select * from ledger.archive_volume where community_id = :community and (cast(:period as text) is null or period like :period || '%') order by number")
            .param("community", community).param("period", period)
            .query((row, i) -> new Volume(row.getLong("id"), row.getString("number"), row.getString("period"), Kind.valueOf(row.getString("kind")),
                Kind.valueOf(row.getString("kind")).label, row.getString("title"), row.getInt("pages"), row.getString("keeper"), row.getString("place"),
                row.getInt("kept_years"), row.getString("note"), row.getString("made_name"), row.getTimestamp("made_at").toInstant())).list();
    }
}
