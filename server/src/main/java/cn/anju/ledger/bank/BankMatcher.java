package cn.anju.ledger.bank;

import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 银行流水与账上收付的配对：金额必须相等，再看凭据号、户名、房号、日期，给出把握。
 *
 * <p>Only a pair whose likeness is high and clearly above every rival on both sides is matched by itself.
 */
final class BankMatcher {

    /** 银行的一笔。 */
    record BankLine(long id, LocalDate on, Money amount, @Nullable String counterparty, @Nullable String remark, @Nullable String serial) {}

    /** 账上的一笔。 @param roomCode like 3-2-1201 */
    record BookLine(long entryId, int line, LocalDate on, Money amount, @Nullable String payer, @Nullable String roomCode, List<String> references) {}

    /** 一对。 @param why what speaks for it, in words */
    record Pair(BankLine bank, BookLine book, int confidence, boolean isCertain, String why) {}

    private static final int CERTAIN = 80;
    private static final int PROPOSED = 30;
    private static final int MARGIN = 15;
    private static final int DAYS_APART = 10;

    private BankMatcher() {}

    /** @param aliases counterparty → rooms that people matched it with before */
    static List<Pair> propose(List<BankLine> bank, List<BookLine> book, Map<String, Set<String>> aliases) {
        var byAmount = new HashMap<Money, List<BookLine>>();
        book.forEach(line -> byAmount.computeIfAbsent(line.amount(), key -> new ArrayList<>()).add(line));
        var scored = new ArrayList<Pair>();
        for (var line : bank) {
            var candidates = byAmount.getOrDefault(line.amount(), List.of());
            for (var other : candidates) {
                var apart = Math.abs(ChronoUnit.DAYS.between(line.on(), other.on()));
                if (apart <= DAYS_APART) scored.add(score(line, other, apart, aliases));
            }
        }
        scored.sort(Comparator.comparingInt(Pair::confidence).reversed().thenComparing(pair -> pair.bank().id()).thenComparing(pair -> pair.book().entryId()));
        var takenBank = new HashSet<Long>();
        var takenBook = new HashSet<String>();
        var pairs = new ArrayList<Pair>();
        for (var pair : scored) {
            if (pair.confidence() < PROPOSED || takenBank.contains(pair.bank().id()) || takenBook.contains(key(pair.book()))) continue;
            takenBank.add(pair.bank().id());
            takenBook.add(key(pair.book()));
            var rival = scored.stream().filter(other -> other != pair && (other.bank().id() == pair.bank().id() || key(other.book()).equals(key(pair.book()))))
                .mapToInt(Pair::confidence).max().orElse(0);
            pairs.add(new Pair(pair.bank(), pair.book(), pair.confidence(), pair.confidence() >= CERTAIN && pair.confidence() - rival >= MARGIN, pair.why()));
        }
        return pairs;
    }

    private static Pair score(BankLine bank, BookLine book, long apart, Map<String, Set<String>> aliases) {
        var why = new ArrayList<String>(List.of("金额相等"));
        var score = 20;
        var text = (bank.remark() == null ? "" : bank.remark()) + " " + (bank.serial() == null ? "" : bank.serial());
        if (book.references().stream().anyMatch(reference -> reference.length() >= 4 && text.contains(reference))) {
            score += 60;
            why.add("凭据号相符");
        }
        if (book.payer() != null && !book.payer().isBlank()) {
            if (book.payer().equals(bank.counterparty())) {
                score += 35;
                why.add("户名相符");
            } else if (book.payer().length() >= 2 && text.contains(book.payer())) {
                score += 25;
                why.add("附言里有姓名");
            }
        }
        if (book.roomCode() != null) {
            var rooms = RoomHint.in(bank.remark());
            if (rooms.contains(book.roomCode())) {
                score += 35;
                why.add("附言里有房号");
            } else if (!rooms.isEmpty()) {
                score -= 40;
                why.add("附言里是别的房号");
            }
            if (bank.counterparty() != null && aliases.getOrDefault(bank.counterparty(), Set.of()).contains(book.roomCode())) {
                score += 30;
                why.add("此人以前交过这间房");
            }
        }
        score += apart == 0 ? 20 : apart <= 1 ? 15 : apart <= 3 ? 8 : 0;
        why.add(apart == 0 ? "同一天" : "相差 " + apart + " 天");
        return new Pair(bank, book, Math.clamp(score, 0, 99), false, String.join("、", why));
    }

    private static String key(BookLine line) {
        return line.entryId() + "/" + line.line();
    }

    /** 附言里的房号：3-2-1201、3栋2单元1201、3栋1201室。 */
    static final class RoomHint {

        private static final Pattern SPELT = Pattern.compile("(\\d{1,3})\\s*(?:栋|幢|座|号楼|#|-)\\s*(?:(\\d{1,2})\\s*(?:单元|-))?\\s*(\\d{3,4})\\s*室?");

        private RoomHint() {}

        static Set<String> in(@Nullable String remark) {
            var rooms = new HashSet<String>();
            if (remark == null) return rooms;
            var found = SPELT.matcher(remark);
            while (found.find()) rooms.add(found.group(2) == null ? found.group(1) + "-" + found.group(3) : found.group(1) + "-" + found.group(2) + "-" + found.group(3));
            return rooms;
        }
    }
}
