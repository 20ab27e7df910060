package cn.anju.cashier;

import cn.anju.access.AuditTrail;
import cn.anju.approval.ApprovalKind;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.billing.Bills;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Collectors;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import cn.anju.resident.Holdings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 预存转户：同一业主的房屋、项目之间，另一人批了才转。 */
@Service
class PrepaymentTransfers implements ApprovalKind {

    /** 转到哪里。 @param chargeItem without it the general account of the room */
    record Wanted(@NotBlank @Size(max = 60) String roomCode, @Nullable @Size(max = 60) String chargeItem, @NotNull Money amount,
                  @NotBlank @Size(max = 200) String reason) {}

    /** 交去审批的一笔。 */
    record Submitted(long id) {}

    private record Row(long fromAccount, long toRoomId, @Nullable String toItem, Money amount, String state) {}

    private final JdbcClient jdbc;
    private final Prepayments prepayments;
    private final Holdings holdings;
    private final Rooms rooms;
    private final Bills bills;
    private final Collectors collectors;
    private final Ledger ledger;
    private final ObjectProvider<Approvals> approvals;
    private final AuditTrail audit;
    private final Clock clock;

    PrepaymentTransfers(JdbcClient jdbc, Prepayments prepayments, Holdings holdings, Rooms rooms, Bills bills, Collectors collectors, Ledger ledger,
                        ObjectProvider<Approvals> approvals, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.prepayments = prepayments;
        this.holdings = holdings;
        this.rooms = rooms;
        this.bills = bills;
        this.collectors = collectors;
        this.ledger = ledger;
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
    }

    /** 申请。 */
    @Transactional
    Submitted request(long community, long account, Wanted wanted) {
        var user = CurrentUser.get();
        user.require(community, "cashier.refund");
        var from = prepayments.lockAccount(community, account);
        var room = rooms.byCode(community, wanted.roomCode().strip())
            .orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", wanted.roomCode()));
        var item = wanted.chargeItem() == null || wanted.chargeItem().isBlank() ? null : wanted.chargeItem().strip();
        if (item != null) bills.requireItem(community, item);
        if (!wanted.amount().isPositive()) throw Problem.invalid("amount-invalid", "转户金额须大于零");
        if (wanted.amount().compareTo(from.balance()) > 0) throw Problem.conflict("prepayment-short", "预存余额只有 %s 元", from.balance());
        if (room.id() == from.roomId() && Objects.equals(item, from.item())) throw Problem.conflict("same-account", "就是这个户头，不用转");
        if (from.personId() == null ? room.id() != from.roomId()
            : holdings.owners(community, room.id(), LocalDate.now(clock)).stream().noneMatch(owner -> owner.personId() == from.personId()))
            throw Problem.conflict("not-same-owner", "%s 不是同一位业主的，预存不能转过去；请走退款", room.code());
        if (!collectors.collectorOf(community, item).equals(collectors.collectorOf(community, from.item())))
            throw Problem.conflict("several-entities", "两个项目由不同主体收，预存不能转；请走退款");
        var id = add(community, account, room.id(), item, wanted, user);
        approvals.getObject().submit(community, new Submission(key(), id, "预存转到 %s%s %s 元".formatted(room.code(), item == null ? "" : "（" + item + "）", wanted.amount()),
            wanted.amount(), wanted.reason(), List.of(new Fact("从", rooms.byId(community, from.roomId()).code() + (from.item() == null ? "" : "（" + from.item() + "）")),
                new Fact("余额", from.balance() + " 元"), new Fact("转到", room.code()), new Fact("金额", wanted.amount() + " 元")), "rooms/" + from.roomId()));
        audit.note("预存转户 " + id, null, wanted);
        return new Submitted(id);
    }

    @Override
    public String key() {
        return "prepayment-transfer";
    }

    @Override
    public String label() {
        return "预存转户";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("cs_supervisor"));
    }

    /** 转：余额再看一次，同一主体的预收账款里一借一贷。 */
    @Override
    public void approved(long community, long id) {
        var row = end(community, id, "DONE", null);
        var from = prepayments.lockAccount(community, row.fromAccount());
        if (row.amount().compareTo(from.balance()) > 0)
            throw Problem.conflict("prepayment-short", "预存已经用掉一些，只剩 %s 元，不能再转 %s 元", from.balance(), row.amount());
        var today = LocalDate.now(clock);
        var to = prepayments.accountOf(community, row.toRoomId(), from.personId(), row.toItem());
        prepayments.move(community, from.id(), Prepayments.Kind.TRANSFER, row.amount().negated(), id, today);
        prepayments.move(community, to, Prepayments.Kind.TRANSFER, row.amount(), id, today);
        ledger.post(new Entry(community, today, EntryKind.PREPAYMENT_USE, "预存转户", "prepayment_transfer", id, List.of(
            Posting.debit(Accounts.PREPAYMENT, row.amount(), from.item()), Posting.credit(Accounts.PREPAYMENT, row.amount(), row.toItem()))));
    }

    @Override
    public void rejected(long community, long id, String why) {
        end(community, id, "REJECTED", why);
    }

    private Row end(long community, long id, String state, @Nullable String note) {
        return jdbc.sql("""
                update cashier.prepayment_transfer set state = :state, ended_note = :note
                 where community_id = :community and id = :id and state = 'WAITING' returning from_account, to_room_id, to_item, amount, state
                """).param("state", state).param("note", note).param("community", community).param("id", id).query(Row.class).optional()
            .orElseThrow(() -> Problem.conflict("transfer-ended", "这笔转户已经办完"));
    }

    private long add(long community, long account, long room, @Nullable String item, Wanted wanted, CurrentUser user) {
        try {
            return jdbc.sql("""
                    insert into cashier.prepayment_transfer (community_id, from_account, to_room_id, to_item, amount, reason, made_by, made_name, made_at)
                    values (:community, :account, :room, :item, :amount, :reason, :by, :name, :at) returning id
                    """)
                .param("community", community).param("account", account).param("room", room).param("item", item).param("amount", wanted.amount().yuan())
                .param("reason", wanted.reason().strip()).param("by", user.id()).param("name", user.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("transfer-under-way", "这个户头有一笔转户还没有批，请先等它办完");
        }
    }
}
