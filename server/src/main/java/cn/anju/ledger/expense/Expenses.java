package cn.anju.ledger.expense;

import cn.anju.access.AuditTrail;
import cn.anju.approval.ApprovalKind;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.CashBox;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.LegalEntities;
import cn.anju.ledger.Posting;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 费用报销：附单据提出，按审批链批，出纳付款，付款时自动记账。 */
@Service
class Expenses implements ApprovalKind {

    static final String KIND = "expense-claim";

    /** 一张报销单。 @param account the expense account, such as 6602 */
    record Claim(@NotBlank @Size(max = 60) String title, @NotNull LocalDate spentOn, @NotNull Money amount, @NotBlank @Size(max = 10) String account,
                 @NotBlank @Size(max = 60) String payee, @NotBlank @Size(max = 200) String reason) {}

    /** 付款的来处。 */
    enum Funds { CASH, BANK }

    private record Row(String title, Money amount, String account, String payee, String reason, String state, long madeBy) {}

    private static final int OLDEST_YEARS = 3;
    private static final Money MOST = Money.of("100000000.00");

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final LegalEntities entities;
    private final ObjectProvider<Approvals> approvals;
    private final ObjectProvider<CashBox> cashBox;
    private final AuditTrail audit;
    private final Clock clock;

    Expenses(JdbcClient jdbc, Ledger ledger, LegalEntities entities, ObjectProvider<Approvals> approvals, ObjectProvider<CashBox> cashBox, AuditTrail audit,
             Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.entities = entities;
        this.approvals = approvals;
        this.cashBox = cashBox;
        this.audit = audit;
        this.clock = clock;
    }

    /** 填一张报销单；附上单据再提交。 */
    @Transactional
    long make(long community, Claim claim) {
        CurrentUser.get().require(community, "ledger.expense");
        if (!claim.amount().isPositive() || claim.amount().compareTo(MOST) > 0)
            throw Problem.invalid("amount-invalid", "报销金额要大于零，不超过一亿元");
        if (claim.spentOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("expense-date-ahead", "费用日期 %s 还没有到", claim.spentOn());
        if (claim.spentOn().isBefore(LocalDate.now(clock).minusYears(OLDEST_YEARS)))
            throw Problem.invalid("expense-date-old", "费用日期 %s 太早，最多 %d 年以前", claim.spentOn(), OLDEST_YEARS);
        if (!claim.account().matches("(5|6[4-7]|1221|2202|2211).*")) throw Problem.invalid("expense-account", "科目 %s 不是费用科目", claim.account());
        entities.requireAccounts(community, List.of(claim.account()));
        return jdbc.sql("""
                insert into ledger.expense_claim (community_id, title, spent_on, amount, account_code, entity_id, payee, reason, state, made_by, made_name, made_at)
                values (:community, :title, :on, :amount, :account, :entity, :payee, :reason, 'DRAFT', :by, :name, :at) returning id
                """)
            .param("community", community).param("title", claim.title()).param("on", claim.spentOn()).param("amount", claim.amount().yuan())
            .param("account", claim.account()).param("entity", entities.idOf(community)).param("payee", claim.payee()).param("reason", claim.reason())
            .param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
    }

    /** 提交审批；没有单据不受理。 */
    @Transactional
    void submit(long community, long id) {
        CurrentUser.get().require(community, "ledger.expense");
        var claim = lock(community, id);
        if (claim.madeBy() != CurrentUser.get().id()) throw Problem.forbidden("not-own-claim", "请由填单的人提交");
        require(claim, "DRAFT", "提交");
        var receipts = jdbc.sql("select count(*) from attachment.file where community_id = :community and subject = :subject").param("community", community)
            .param("subject", "expense:" + id).query(Long.class).single();
        if (receipts == 0) throw Problem.conflict("expense-without-receipt", "请先上传发票或收据");
        move(community, id, "SUBMITTED", null);
        var approval = approvals.getObject().submit(community, new Submission(KIND, id, "报销 " + claim.title(), claim.amount(), claim.reason(), List.of(
            new Submission.Fact("收款人", claim.payee()), new Submission.Fact("科目", claim.account()), new Submission.Fact("单据", receipts + " 份")), "expenses/" + id));
        jdbc.sql("update ledger.expense_claim set approval_id = :approval where community_id = :community and id = :id").param("approval", approval)
            .param("community", community).param("id", id).update();
    }

    /** 付款并记账：借费用，贷现金或银行；报销人不能给自己付。 */
    @Transactional
    void pay(long community, long id, Funds funds) {
        CurrentUser.get().require(community, "ledger.pay");
        var claim = lock(community, id);
        require(claim, "APPROVED", "付款");
        if (claim.madeBy() == CurrentUser.get().id()) throw Problem.forbidden("own-claim", "自己的报销要由别人付款");
        if (funds == Funds.CASH) cashBox.getObject().payOut(community, claim.amount());
        var entry = ledger.post(new Entry(community, LocalDate.now(clock), EntryKind.EXPENSE, "报销 " + claim.title(), "expense_claim", id, List.of(
            Posting.debit(claim.account(), claim.amount(), null).about(claim.payee()),
            Posting.credit(funds == Funds.CASH ? Accounts.CASH : Accounts.BANK, claim.amount(), null))));
        jdbc.sql("""
                update ledger.expense_claim set state = 'PAID', funds = :funds, paid_by = :by, paid_name = :name, paid_at = :at, entry_id = :entry
                 where community_id = :community and id = :id
                """).param("funds", funds.name()).param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("entry", entry).param("community", community).param("id", id).update();
        audit.note("报销付款 " + claim.title(), null, funds);
    }

    @Override
    public String key() {
        return KIND;
    }

    @Override
    public String label() {
        return "费用报销";
    }

    @Override
    public List<Step> usualChain() {
        return List.of(Step.always("accountant"), new Step("director", Money.of("500.00")), new Step("general_manager", Money.of("5000.00")));
    }

    @Override
    public void approved(long community, long subjectId) {
        require(lock(community, subjectId), "SUBMITTED", "批准");
        move(community, subjectId, "APPROVED", null);
    }

    @Override
    public void rejected(long community, long subjectId, String why) {
        move(community, subjectId, "REJECTED", why);
    }

    @Override
    public void withdrawn(long community, long subjectId) {
        move(community, subjectId, "WITHDRAWN", null);
    }

    private Row lock(long community, long id) {
        return jdbc.sql("select title, amount, account_code, payee, reason, state, made_by from ledger.expense_claim where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id)
            .query((row, i) -> new Row(row.getString(1), new Money(row.getBigDecimal(2)), row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getLong(7)))
            .optional().orElseThrow(() -> Problem.notFound("expense-unknown", "没有这张报销单"));
    }

    private void move(long community, long id, String state, @Nullable String refusal) {
        jdbc.sql("update ledger.expense_claim set state = :state, refusal = :refusal where community_id = :community and id = :id").param("state", state)
            .param("refusal", refusal).param("community", community).param("id", id).update();
    }

    private static void require(Row claim, String state, String act) {
        if (!claim.state().equals(state)) throw Problem.conflict("move-not-allowed", "报销单%s，不能%s", ExpenseList.STATES.get(claim.state()), act);
    }
}
