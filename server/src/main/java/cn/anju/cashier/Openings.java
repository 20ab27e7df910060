package cn.anju.cashier;

import cn.anju.access.AuditTrail;
import cn.anju.billing.OpeningArrears;
import cn.anju.billing.OpeningBills;
import cn.anju.cashier.OpeningLine.Kind;
import cn.anju.cashier.deposit.DepositBook;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import cn.anju.resident.Holdings;
import cn.anju.resident.Holdings.Owner;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 期初余额：草稿由一人导入，合计由另一人核对，一张凭证入账；一个小区只入一次。 */
@Service
class Openings {

    private final OpeningStore store;
    private final OpeningBills bills;
    private final Prepayments prepayments;
    private final DepositBook deposits;
    private final Safe safe;
    private final Holdings holdings;
    private final Communities communities;
    private final Ledger ledger;
    private final cn.anju.ledger.Collectors collectors;
    private final AuditTrail audit;
    private final Clock clock;

    Openings(OpeningStore store, OpeningBills bills, Prepayments prepayments, DepositBook deposits, Safe safe, Holdings holdings, Communities communities,
             Ledger ledger, cn.anju.ledger.Collectors collectors, AuditTrail audit, Clock clock) {
        this.store = store;
        this.bills = bills;
        this.prepayments = prepayments;
        this.deposits = deposits;
        this.safe = safe;
        this.holdings = holdings;
        this.communities = communities;
        this.ledger = ledger;
        this.collectors = collectors;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 409 {@code opening-confirmed} */
    @Transactional(readOnly = true)
    void refuseWhenConfirmed(long community) {
        if (store.isConfirmed(community)) throw Problem.conflict("opening-confirmed", "期初余额已经入账，不能再导入");
    }

    /** 存成草稿；原来的草稿作废。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void draft(long community, List<OpeningLine> lines) {
        refuseWhenConfirmed(community);
        store.discardDraft(community);
        if (!lines.isEmpty()) store.add(community, lines);
    }

    @Transactional
    void discard(long community, long id) {
        CurrentUser.get().require(community, "cashier.opening");
        store.move(community, id, "DISCARDED");
    }

    /**
     * 核对入账：由另一人核对合计，与草稿一致才入账。
     *
     * @param totals as the second person compared them with the old books
     */
    @Transactional
    void confirm(long community, long id, OpeningLine.Totals totals) {
        var user = CurrentUser.get();
        user.require(community, "cashier.opening-confirm");
        var batch = store.lock(community, id);
        if (batch.madeBy() == user.id()) throw Problem.conflict("second-person-needed", "期初余额须由导入者以外的人核对入账");
        var lines = store.lines(community, id);
        var sums = OpeningLine.Totals.of(lines);
        for (var kind : Kind.values())
            if (!totals.of(kind).equals(sums.of(kind)))
                throw Problem.conflict("totals-differ", "「%s」合计与草稿不符，请核对原始资料", kind.label());
        store.move(community, id, "CONFIRMED");

        var date = ledger.entryDate(community, communities.booksStart(community));
        var entry = ledger.post(new Entry(community, date, EntryKind.OPENING, "期初余额", "opening_batch", id, postings(community, lines, sums)));
        bills.add(community, lines.stream().filter(line -> line.kind() == Kind.ARREARS).map(line -> new OpeningArrears(line.roomId(),
            line.itemName(), line.periodStart(), line.periodEnd(), line.dueOn(), line.amount(), line.lateFeeRate())).toList(), date, entry);
        addPrepayments(community, id, lines, date);
        addDeposits(community, lines);
        safe.move(community, Safe.Kind.OPENING, sums.cash(), null);
        audit.note("期初余额", null, sums);
    }

    private void addPrepayments(long community, long id, List<OpeningLine> lines, LocalDate date) {
        var byRoom = lines.stream().filter(line -> line.kind() == Kind.PREPAYMENT)
            .collect(Collectors.toMap(OpeningLine::roomId, OpeningLine::amount, Money::plus, TreeMap::new));
        var owners = holdings.owners(community, byRoom.keySet(), LocalDate.now(clock));
        byRoom.forEach((room, amount) -> prepayments.move(community,
            prepayments.accountOf(community, room, owners.getOrDefault(room, List.of())), Prepayments.Kind.OPENING, amount, id, date));
    }

    private void addDeposits(long community, List<OpeningLine> lines) {
        var held = lines.stream().filter(line -> line.kind() == Kind.DEPOSIT).toList();
        var owners = holdings.owners(community, held.stream().map(OpeningLine::roomId).distinct().toList(), LocalDate.now(clock));
        held.forEach(line -> deposits.addOpening(community, line.roomId(),
            owners.getOrDefault(line.roomId(), List.of()).stream().map(Owner::name).findFirst().orElse("期初"), line.note(), line.amount()));
    }

    /** What is owed to a developer stands against what he is owed; whatever is left of the others against 4103. */
    private List<Posting> postings(long community, List<OpeningLine> lines, OpeningLine.Totals sums) {
        var postings = new ArrayList<Posting>();
        lines.stream().filter(line -> line.kind() == Kind.ARREARS)
            .collect(Collectors.toMap(OpeningLine::itemName, OpeningLine::amount, Money::plus, TreeMap::new))
            .forEach((item, amount) -> {
                var code = bills.itemCode(community, item);
                postings.add(Posting.debit(Accounts.RECEIVABLE, amount, code));
                if (collectors.collectorOf(community, code).isAgency()) postings.add(Posting.credit(Accounts.DEVELOPER, amount, code));
            });
        if (sums.cash().isPositive()) postings.add(Posting.debit(Accounts.CASH, sums.cash(), null));
        if (sums.bank().isPositive()) postings.add(Posting.debit(Accounts.BANK, sums.bank(), null));
        if (sums.prepayment().isPositive()) postings.add(Posting.credit(Accounts.PREPAYMENT, sums.prepayment(), null));
        if (sums.deposit().isPositive()) postings.add(Posting.credit(Accounts.DEPOSIT, sums.deposit(), null));
        var opening = Money.sum(postings, Posting::debit).minus(Money.sum(postings, Posting::credit));
        if (!opening.isZero()) postings.add(Posting.credit(Accounts.OPENING, opening, null));
        return postings;
    }
}
