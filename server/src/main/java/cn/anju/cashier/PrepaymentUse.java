package cn.anju.cashier;

import cn.anju.billing.Bills;
import cn.anju.billing.Developer;
import cn.anju.billing.OpenBill;
import cn.anju.billing.PrepaymentSource;
import cn.anju.billing.Settlement;
import cn.anju.cashier.Prepayments.Account;
import cn.anju.kernel.Money;
import cn.anju.ledger.Accounts;
import cn.anju.ledger.Collectors;
import cn.anju.ledger.Entry;
import cn.anju.ledger.EntryKind;
import cn.anju.ledger.Ledger;
import cn.anju.ledger.Posting;
import cn.anju.resident.Holdings;
import cn.anju.resident.Holdings.Owner;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 出账时用预存抵扣新账单，撤销时还回。 */
@Component
class PrepaymentUse implements PrepaymentSource {

    private final Prepayments prepayments;
    private final Bills bills;
    private final Holdings holdings;
    private final Ledger ledger;
    private final Collectors collectors;
    private final Developer developer;
    private final Clock clock;

    PrepaymentUse(Prepayments prepayments, Bills bills, Holdings holdings, Ledger ledger, Collectors collectors, Developer developer, Clock clock) {
        this.prepayments = prepayments;
        this.bills = bills;
        this.holdings = holdings;
        this.ledger = ledger;
        this.collectors = collectors;
        this.developer = developer;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Prepaid prepaid(long community, long roomId, LocalDate from, LocalDate to, @Nullable LocalDate since) {
        return prepayments.between(community, roomId, holdings.owners(community, roomId, to), from, to, since);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Money settleRun(long community, long runId) {
        var today = LocalDate.now(clock);
        var funded = prepayments.withBalance(community).stream().map(Account::roomId).distinct().toList();
        if (funded.isEmpty()) return Money.ZERO;
        var lines = bills.lockOpenOfRun(community, runId, funded).stream().sorted(OpenBill.OLDEST_FIRST)
            .collect(java.util.stream.Collectors.groupingBy(OpenBill::roomId));
        var mayPay = payers(community, lines, today).and(goodFor(collectors.byItem(community).keySet()));
        var used = new ArrayList<Used>();
        var open = new HashMap<Long, Money>();
        for (var account : prepayments.lock(community, lines.keySet()).stream().sorted(Prepayments.EARMARKED_FIRST).toList())
            spread(account, lines.get(account.roomId()).stream().filter(bill -> mayPay.test(account, bill)).toList(), open, used);
        if (used.isEmpty()) return Money.ZERO;
        bills.settle(community, used.stream()
            .map(use -> new Settlement(use.bill().id(), Settlement.Kind.PREPAYMENT, use.amount(), today, runId)).toList());
        sums(used, use -> use.account().id()).forEach((account, amount) ->
            prepayments.move(community, account, Prepayments.Kind.RUN, amount.negated(), runId, today));
        var total = Money.sum(used, Used::amount);
        var postings = new ArrayList<Posting>();
        sums(used, use -> Objects.toString(use.account().item(), "")).forEach((item, amount) ->
            postings.add(Posting.debit(Accounts.PREPAYMENT, amount, item.isEmpty() ? null : item)));
        sums(used, use -> use.bill().itemCode()).forEach((item, amount) ->
            postings.add(Posting.credit(Accounts.RECEIVABLE, amount, item)));
        ledger.post(new Entry(community, today, EntryKind.PREPAYMENT_USE, "出账预存抵扣", "bill_run", runId, postings));
        return total;
    }

    /** Money for one item pays that item, money for all what no other entity collects. */
    private static BiPredicate<Account, OpenBill> goodFor(Set<String> others) {
        return (account, bill) -> account.item() == null ? !others.contains(bill.itemCode()) : account.item().equals(bill.itemCode());
    }

    /** The present owners and the room's own account pay the owner's lines; a former owner his, the developer his. */
    private BiPredicate<Account, OpenBill> payers(long community, Map<Long, List<OpenBill>> lines, LocalDate today) {
        var owners = holdings.owners(community, lines.keySet(), today);
        var others = lines.values().stream().flatMap(List::stream).filter(bill -> !bill.owedByOwner()).map(OpenBill::id).toList();
        var former = others.isEmpty() ? Map.<Long, List<Long>>of() : bills.formerOwners(community, others);
        var developers = others.isEmpty() ? Optional.<Long>empty() : developer.known(community);
        return (account, bill) -> bill.owedByOwner() ? isUsable(account, owners)
            : former.containsKey(bill.id()) ? account.personId() != null && former.get(bill.id()).contains(account.personId())
            : developers.isPresent() && developers.get().equals(account.personId());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(long community, long correction, LocalDate entryOn, List<Paid> paid) {
        var others = collectors.byItem(community).keySet();
        var rooms = paid.stream().map(Paid::roomId).collect(java.util.stream.Collectors.toSet());
        var developers = paid.stream().anyMatch(Paid::isDevelopers) ? (Long) developer.person(community) : null;
        var payers = new HashMap<LocalDate, Map<Long, List<Owner>>>();
        var receivable = new TreeMap<String, Money>();
        var discounts = new TreeMap<String, Money>();
        var kept = new TreeMap<String, Money>();
        var accounts = new LinkedHashMap<Holder, Money>();
        for (var each : paid) {
            receivable.merge(each.itemCode(), each.amount(), Money::plus);
            if (each.kind() != Settlement.Kind.PAYMENT) {
                discounts.merge(each.itemCode(), each.amount(), Money::plus);
                continue;
            }
            var item = others.contains(each.itemCode()) ? each.itemCode() : null;
            kept.merge(Objects.toString(item, ""), each.amount(), Money::plus);
            var owners = each.isDevelopers() ? List.<Owner>of()
                : payers.computeIfAbsent(each.on(), day -> holdings.owners(community, rooms, day)).getOrDefault(each.roomId(), List.of());
            var person = each.isDevelopers() ? developers : owners.isEmpty() ? null : (Long) owners.getFirst().personId();
            accounts.merge(new Holder(each.roomId(), person, item), each.amount(), Money::plus);
        }
        accounts.forEach((holder, amount) -> prepayments.move(community, prepayments.accountOf(community, holder.room(), holder.person(), holder.item()),
            Prepayments.Kind.CORRECTION, amount, correction, entryOn));
        var postings = new ArrayList<Posting>();
        receivable.forEach((item, amount) -> postings.add(Posting.credit(Accounts.RECEIVABLE, amount.negated(), item)));
        discounts.forEach((item, amount) -> postings.add(Posting.credit(Accounts.INCOME, amount, item)));
        kept.forEach((item, amount) -> postings.add(Posting.credit(Accounts.PREPAYMENT, amount, item.isEmpty() ? null : item)));
        ledger.post(new Entry(community, entryOn, EntryKind.PREPAYMENT_USE, "账单更正，已付的转预存", "correction", correction, postings));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(long community, long runId, List<Back> amounts) {
        if (amounts.isEmpty()) return;
        var today = LocalDate.now(clock);
        var rooms = amounts.stream().map(Back::roomId).collect(java.util.stream.Collectors.toSet());
        var taken = prepayments.takenByRun(community, runId, rooms).stream().sorted(Prepayments.EARMARKED_FIRST)
            .collect(java.util.stream.Collectors.groupingBy(Account::roomId));
        var left = new HashMap<Long, Money>();
        taken.values().forEach(accounts -> accounts.forEach(account -> left.put(account.id(), account.balance())));
        var kept = new TreeMap<String, Money>();
        var receivable = new TreeMap<String, Money>();
        for (var back : amounts) {
            var open = back.amount();
            for (var account : taken.getOrDefault(back.roomId(), List.of())) {
                if (account.item() != null && !account.item().equals(back.itemCode())) continue;
                var amount = left.get(account.id()).min(open);
                if (!amount.isPositive()) continue;
                prepayments.move(community, account.id(), Prepayments.Kind.RUN_UNDO, amount, runId, today);
                left.merge(account.id(), amount.negated(), Money::plus);
                kept.merge(Objects.toString(account.item(), ""), amount, Money::plus);
                open = open.minus(amount);
            }
            if (open.isPositive()) throw new IllegalStateException("run " + runId + " never took that much prepayment: " + back);
            receivable.merge(back.itemCode(), back.amount(), Money::plus);
        }
        var postings = new ArrayList<Posting>();
        kept.forEach((item, amount) -> postings.add(Posting.debit(Accounts.PREPAYMENT, amount.negated(), item.isEmpty() ? null : item)));
        receivable.forEach((item, amount) -> postings.add(Posting.credit(Accounts.RECEIVABLE, amount.negated(), item)));
        ledger.post(new Entry(community, today, EntryKind.PREPAYMENT_USE, "撤销出账，预存退回", "bill_run", runId, postings));
    }

    /** Whose prepayment. @param person none for the room's own */
    private record Holder(long room, @Nullable Long person, @Nullable String item) {}

    private record Used(Account account, OpenBill bill, Money amount) {}

    /** Oldest line first; what an earlier account of the room has settled of a line stands in {@code open}. */
    private static void spread(Account account, List<OpenBill> lines, Map<Long, Money> open, List<Used> used) {
        var left = account.balance();
        for (var bill : lines) {
            var outstanding = open.getOrDefault(bill.id(), bill.outstanding());
            var amount = left.min(outstanding);
            if (!amount.isPositive()) continue;
            used.add(new Used(account, bill, amount));
            open.put(bill.id(), outstanding.minus(amount));
            left = left.minus(amount);
        }
    }

    private static <K extends Comparable<K>> Map<K, Money> sums(List<Used> used, Function<Used, K> by) {
        return used.stream().collect(java.util.stream.Collectors.toMap(by, Used::amount, Money::plus, TreeMap::new));
    }

    private static boolean isUsable(Account account, Map<Long, List<Owner>> owners) {
        return account.personId() == null
            || owners.getOrDefault(account.roomId(), List.of()).stream().anyMatch(owner -> owner.personId() == account.personId());
    }
}
