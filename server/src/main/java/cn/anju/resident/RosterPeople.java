package cn.anju.resident;

import cn.anju.resident.RosterRow.OwnerLine;
import cn.anju.resident.RosterState.KnownPerson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 谁和谁是同一个人：姓名相同，并且电话或证件号相同。
 *
 * <p>Agreement carries on: one line by the phone and another by the number make one person of all three.
 */
final class RosterPeople {

    /** 一个人，名册里的和已登记的合在一起。 */
    static final class Group {
        private Group parent = this;
        private @Nullable KnownPerson known;

        Group root() {
            var root = this;
            while (root.parent != root) root = root.parent;
            for (var step = this; step != root; ) {
                var next = step.parent;
                step.parent = root;
                step = next;
            }
            return root;
        }

        /** The recorded person this is; the earliest one where several are. */
        @Nullable KnownPerson known() {
            return root().known;
        }

        private void join(Group other) {
            var mine = root();
            var theirs = other.root();
            if (mine == theirs) return;
            theirs.parent = mine;
            if (mine.known == null || theirs.known != null && theirs.known.id() < mine.known.id()) mine.known = theirs.known;
        }
    }

    private final Function<IdNumber, String> hash;
    private final Map<String, Group> byKey = new HashMap<>();
    private final Map<OwnerLine, Group> groups = new IdentityHashMap<>();
    private final Map<Long, Group> claimed = new HashMap<>();
    private final Map<String, Map<String, String>> namesByNumber = new HashMap<>();
    private final Map<String, Map<String, String>> knownNamesByNumber = new HashMap<>();

    /** @param hash the keyed hash of an identity number, in hex */
    RosterPeople(Function<IdNumber, String> hash, List<KnownPerson> known, List<RosterRow> rows) {
        this.hash = hash;
        for (var person : known) {
            var group = new Group();
            group.known = person;
            var phones = new ArrayList<>(person.contacts());
            if (person.phone() != null) phones.add(person.phone());
            join(group, person.name(), phones, person.idHash());
            phones.forEach(phone -> remember(knownNamesByNumber, phone, person.name(), "已登记的"));
            if (person.idHash() != null) remember(knownNamesByNumber, person.idHash(), person.name(), "已登记的");
        }
        for (var row : rows)
            for (var line : row.owners()) {
                var group = new Group();
                groups.put(line, group);
                join(group, line.name(), line.phones(), line.idNumber() == null ? null : hash.apply(line.idNumber()));
            }
        for (var group : groups.values()) if (group.known() != null) claimed.put(group.known().id(), group.root());
    }

    Group of(OwnerLine line) {
        return groups.get(line).root();
    }

    /**
     * Nobody recorded is this person by name and number, but the room says who it is.
     *
     * @return false when another person of the sheet is that one already
     */
    boolean claim(Group group, KnownPerson person) {
        if (claimed.putIfAbsent(person.id(), group.root()) != null) return false;
        group.root().known = person;
        return true;
    }

    String hashOf(IdNumber number) {
        return hash.apply(number);
    }

    /**
     * 这个号码是不是已经在别的名字下出现过。
     *
     * @param number a phone or a hash
     * @param where the room code, remembered for whoever comes next
     * @return where it stood first under another name
     */
    @Nullable String underAnotherName(String number, String name, String where) {
        var earlier = namesByNumber.getOrDefault(number, Map.of());
        var known = knownNamesByNumber.getOrDefault(number, Map.of());
        var others = earlier.containsKey(name) || earlier.isEmpty() && known.containsKey(name) ? Map.<String, String>of() : earlier.isEmpty() ? known : earlier;
        remember(namesByNumber, number, name, where);
        return others.entrySet().stream().findFirst().map(other -> other.getValue() + " " + other.getKey()).orElse(null);
    }

    private static void remember(Map<String, Map<String, String>> names, String number, String name, String where) {
        names.computeIfAbsent(number, key -> new LinkedHashMap<>()).putIfAbsent(name, where);
    }

    private void join(Group group, String name, List<String> phones, @Nullable String idHash) {
        for (var phone : phones) byKey.merge(name + "\u0000" + phone, group, RosterPeople::joined);
        if (idHash != null) byKey.merge(name + "\u0001" + idHash, group, RosterPeople::joined);
    }

    private static Group joined(Group earlier, Group later) {
        earlier.join(later);
        return earlier;
    }
}
