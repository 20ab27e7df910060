package cn.anju.billing.correction;

import cn.anju.access.AuditTrail;
import cn.anju.billing.CorrectionPosting;
import cn.anju.billing.Rebilling;
import cn.anju.billing.Rebilling.Delta;
import cn.anju.billing.Steps;
import cn.anju.job.Jobs;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.metering.ReadingCorrections;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * 更正账单：先看会冲哪些、重出哪些，看过再确认，一次办成。
 *
 * <p>The preview is the correction itself, rolled back.
 */
@Service
class CorrectionDesk {

    /** 确认；{@code digest} 是看过的那一份。 */
    record Made(long id, boolean isReplay) {}

    /** What a request does by itself; more is for the background. */
    private static final long AT_ONCE = 3000;

    private record Earlier(long id, String digest) {}

    private final Rebilling rebilling;
    private final CorrectionPosting posting;
    private final RightFacts facts;
    private final ReadingCorrections readings;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    CorrectionDesk(Rebilling rebilling, CorrectionPosting posting, RightFacts facts, ReadingCorrections readings, Jobs jobs, AuditTrail audit, JdbcClient jdbc,
                   Clock clock) {
        this.rebilling = rebilling;
        this.posting = posting;
        this.facts = facts;
        this.readings = readings;
        this.jobs = jobs;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 先看；什么也不留下。
     *
     * <p>Always in a transaction of its own: a job's must commit that it is done.
     *
     * @throws Problem 409 {@code correction-needs-job} when nobody watches the steps and there are too many lines
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Correction preview(long community, CorrectionOrder order, Steps steps) {
        CurrentUser.get().require(community, "billing.correct");
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        rebilling.begin(community);
        var change = facts.begin(community, order);
        var from = change.firstMonth(order.from());
        requireJobWhenWide(community, from, change, steps);
        return compute(community, from, change, steps);
    }

    /** 交给后台看：牵涉整个小区的不占着请求。 @return the job */
    @Transactional
    long startPreview(long community, CorrectionOrder order) {
        CurrentUser.get().require(community, "billing.correct");
        return jobs.start(community, CorrectionPreviewJob.KIND, order);
    }

    /**
     * 照看过的办。
     *
     * @throws Problem 409 {@code correction-changed} when it would no longer be the same, {@code nothing-to-correct}
     */
    @Transactional
    Made confirm(long community, @Nullable String key, CorrectionOrder order, String digest, Steps steps) {
        CurrentUser.get().require(community, "billing.correct");
        requireKey(key);
        rebilling.begin(community);
        var earlier = earlier(community, key);
        if (earlier != null) {
            if (!earlier.digest().equals(digest)) throw Problem.conflict("idempotency-key-reused", "这个请求编号已经用于另一次更正，请重新打开再办");
            return new Made(earlier.id(), true);
        }
        var change = facts.begin(community, order);
        var from = change.firstMonth(order.from());
        requireJobWhenWide(community, from, change, steps);
        var correction = compute(community, from, change, steps);
        if (!correction.digest().equals(digest)) throw Problem.conflict("correction-changed", "情况刚刚变了，请重新看一遍再确认");
        if (correction.deltas().isEmpty() && order.handover() == null)
            throw Problem.conflict("nothing-to-correct", "没有账单因此不同；档案直接改就行，不必更正账单");
        return new Made(carryOut(community, key, correction, order.from(), order.reason(), change, null, steps), false);
    }

    /**
     * 交给后台照看过的办：牵涉整个小区的不占着请求，做完才算，没做完全部撤回。
     *
     * @return the job
     */
    @Transactional
    long start(long community, @Nullable String key, CorrectionOrder order, String digest) {
        CurrentUser.get().require(community, "billing.correct");
        return jobs.start(community, CorrectionJob.KIND, new CorrectionJob.Order(requireKey(key), order, digest));
    }

    private void requireJobWhenWide(long community, YearMonth from, RightFacts.Change change, Steps steps) {
        if (steps == Steps.UNSEEN && rebilling.standingLines(community, from, change.concerns()) > AT_ONCE)
            throw Problem.conflict("correction-needs-job", "这次更正要看的账单超过 %d 行，请交给后台办", AT_ONCE);
    }

    private static String requireKey(@Nullable String key) {
        if (key == null || key.length() < 16 || key.length() > 64)
            throw Problem.invalid("idempotency-key-missing", "更正账单的请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        return key;
    }

    /** 入账，留痕；过户也走这里。 */
    @Transactional(propagation = Propagation.MANDATORY)
    long carryOut(long community, String key, Correction correction, YearMonth from, String reason, RightFacts.Change change, @Nullable LocalDate paidOn, Steps steps) {
        var id = add(community, key, correction, from, reason);
        posting.post(community, id, correction.deltas(), correction.entryOn(), "更正%s %s".formatted(correction.kind().label(), correction.subject()), reason, paidOn, steps);
        if (change.reopened() != null) readings.freezeAgain(community, change.reopened());
        audit.note("更正账单 " + correction.subject(), correction.before(), correction.after());
        return id;
    }

    /** @param change what to write; it is written here, between the two computations */
    @Transactional(propagation = Propagation.MANDATORY)
    Correction compute(long community, YearMonth from, RightFacts.Change change, Steps steps) {
        var deltas = rebilling.compare(community, from, change.concerns(), change::write, steps);
        var text = change.before() + " → " + change.after();
        return new Correction(change.kind(), change.subject(), text, posting.entryOn(community, deltas), deltas, digest(change, text, deltas));
    }

    private @Nullable Earlier earlier(long community, String key) {
        return jdbc.sql("select id, digest from billing.correction where community_id = :community and idempotency_key = :key")
            .param("community", community).param("key", key).query(Earlier.class).optional().orElse(null);
    }

    private long add(long community, String key, Correction correction, YearMonth from, String reason) {
        var user = CurrentUser.get();
        return jdbc.sql("""
                insert into billing.correction (community_id, idempotency_key, digest, kind, subject, change, first_month, reason, entry_on,
                                                made_by, made_name, made_at)
                values (:community, :key, :digest, :kind, :subject, :change, :from, :reason, :on, :by, :name, :at) returning id
                """).param("community", community).param("key", key).param("digest", correction.digest()).param("kind", correction.kind().name())
            .param("subject", correction.subject()).param("change", correction.change()).param("from", from.atDay(1)).param("reason", reason.strip())
            .param("on", correction.entryOn()).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    private static String digest(RightFacts.Change change, String text, List<Delta> deltas) {
        var all = change.kind() + "|" + change.subject() + "|" + text + "|" + deltas.stream().map(CorrectionDesk::line).collect(Collectors.joining("|"));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is settled belongs to it: who pays between looking and confirming is seen again. */
    private static String line(Delta delta) {
        return delta.roomId() + " " + delta.tariffCode() + " " + delta.shareGroupId() + " " + delta.periodStart() + " " + delta.periodEnd()
            + " " + (delta.before() == null ? "" : delta.before().id() + " " + delta.before().outstanding()) + " " + delta.afterAmount();
    }
}
