package cn.anju.ledger.voucher;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.LegalEntities;
import cn.anju.ledger.voucher.VoucherState.Cause;
import cn.anju.ledger.voucher.VoucherState.Move;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 手工凭证：填制、提交、审核记账、退回、拒收、冲红更正。 */
@Service
class Vouchers {

    private final VoucherStore store;
    private final Ledger ledger;
    private final LegalEntities entities;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Vouchers(VoucherStore store, Ledger ledger, LegalEntities entities, Notices notices, AuditTrail audit, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.entities = entities;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 填制。 */
    @Transactional
    long make(long community, VoucherDraft draft) {
        check(community, draft);
        var id = store.add(community, draft, null);
        store.replaceLines(community, id, entities.idOf(community), draft.lines());
        audit.note("凭证草稿 " + id, null, draft);
        return id;
    }

    /** 修改草稿或退回的，只有填制人可以。 */
    @Transactional
    void change(long community, long id, VoucherDraft draft) {
        check(community, draft);
        var voucher = store.lock(community, id);
        requireMaker(voucher);
        if (!voucher.state().isEditable()) throw Problem.conflict("move-not-allowed", "凭证%s，不能修改", voucher.state().label);
        if (voucher.isRed()) throw Problem.conflict("voucher-red", "冲红凭证照原凭证写成，不能修改；不要了可以废弃");
        store.change(community, id, draft);
        store.replaceLines(community, id, entities.idOf(community), draft.lines());
        audit.note("凭证草稿 " + id, null, draft);
    }

    /** 提交审核：每笔业务先有原始凭证。 */
    @Transactional
    void submit(long community, long id) {
        CurrentUser.get().require(community, "ledger.voucher");
        var voucher = store.lock(community, id);
        requireMaker(voucher);
        if (!voucher.isRed() && voucher.withoutDocument() == null && store.attachments(community, id) == 0)
            throw Problem.conflict("voucher-without-document", "请先上传原始凭证；计提、结转等没有单据的，写明原因");
        store.move(community, voucher, Move.SUBMIT, null);
        notices.tellHolders(community, "ledger.review", new Notice("凭证", "待审核：" + voucher.summary(), voucher.madeName() + " 填制", "vouchers/" + id, null));
    }

    @Transactional
    void withdraw(long community, long id) {
        var voucher = store.lock(community, id);
        requireMaker(voucher);
        store.move(community, voucher, Move.WITHDRAW, null);
    }

    @Transactional
    void discard(long community, long id) {
        var voucher = store.lock(community, id);
        requireMaker(voucher);
        store.move(community, voucher, Move.DISCARD, null);
        audit.note("凭证草稿 " + id + " 废弃", null, null);
    }

    /** 审核通过并记账；审核的必须是另一个人。 */
    @Transactional
    void post(long community, long id) {
        var voucher = lockForReview(community, id);
        voucher.state().after(Move.POST);
        var entry = voucher.isRed()
            ? ledger.reverse(community, voucher.correctsId(), EntryKind.MANUAL, voucher.summary(), "voucher", id, voucher.reason())
            : ledger.post(new Entry(community, voucher.voucherOn(), EntryKind.MANUAL, voucher.summary(), "voucher", id, store.postings(community, id)));
        store.post(community, voucher, entry);
        audit.note("凭证 " + id + " 审核记账", null, voucher);
    }

    /** 审核不通过：差错退回改；伪造、涂改、不合法的拒收，并报领导。 */
    @Transactional
    void reject(long community, long id, Cause cause, String reason) {
        var voucher = lockForReview(community, id);
        store.reject(community, voucher, cause, reason);
        var notice = new Notice("凭证", "凭证%s：%s".formatted(cause.isRefused() ? "被拒收" : "退回", voucher.summary()),
            cause.label + "，" + reason, "vouchers/" + id, null);
        notices.tell(community, List.of(voucher.madeBy()), notice);
        if (cause.isRefused()) notices.tellRole(community, "director", notice);
        audit.note("凭证 " + id + " " + cause.label, voucher, reason);
    }

    /** 更正：先照原样写一张红字凭证，有改对的再写一张蓝字，都要另一人审核；原来的一字不动。 */
    @Transactional
    List<Long> correct(long community, long entryId, String reason, @Nullable VoucherDraft right) {
        CurrentUser.get().require(community, "ledger.voucher");
        var original = store.manualEntry(community, entryId);
        var summary = "冲红 " + original.voucherNo() + " " + original.summary();
        var today = LocalDate.now(clock);
        var red = new VoucherDraft(today, summary.substring(0, Math.min(60, summary.length())), 0, null, List.of());
        var redId = store.add(community, red, new VoucherStore.Correction(entryId, true, reason));
        store.copyRed(community, redId, entryId);
        audit.note("凭证 " + original.voucherNo() + " 冲红", original, reason);
        if (right == null) return List.of(redId);
        check(community, right);
        var blue = store.add(community, right, new VoucherStore.Correction(entryId, false, reason));
        store.replaceLines(community, blue, entities.idOf(community), right.lines());
        return List.of(redId, blue);
    }

    private void check(long community, VoucherDraft draft) {
        CurrentUser.get().require(community, "ledger.voucher");
        draft.check(LocalDate.now(clock));
        entities.requireAccounts(community, draft.lines().stream().map(VoucherDraft.Line::account).toList());
    }

    private VoucherStore.Head lockForReview(long community, long id) {
        CurrentUser.get().require(community, "ledger.review");
        var voucher = store.lock(community, id);
        if (voucher.madeBy() == CurrentUser.get().id())
            throw Problem.forbidden("own-voucher", "自己填制的凭证要由另一个人审核");
        return voucher;
    }

    private static void requireMaker(VoucherStore.Head voucher) {
        if (voucher.madeBy() != CurrentUser.get().id())
            throw Problem.forbidden("not-own-voucher", "这张凭证由 %s 填制，请他来办", voucher.madeName());
    }
}
