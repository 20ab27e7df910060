package cn.anju.resident;

import cn.anju.access.Masked;
import cn.anju.estate.Room;
import cn.anju.estate.RoomFacts;
import cn.anju.estate.RoomRegister;
import cn.anju.job.ImportChange;
import cn.anju.job.ImportNote;
import cn.anju.resident.RosterChanges.NewHolding;
import cn.anju.resident.RosterChanges.NewVehicle;
import cn.anju.resident.RosterChanges.OwnerChange;
import cn.anju.resident.RosterChanges.PersonChange;
import cn.anju.resident.RosterChanges.PersonDraft;
import cn.anju.resident.RosterPeople.Group;
import cn.anju.resident.RosterRow.OwnerLine;
import cn.anju.resident.RosterState.KnownHolding;
import cn.anju.resident.RosterState.KnownPerson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 把读到的名册和已登记的相比，算出要写什么；纯计算，不碰库。 */
final class RosterPlanner {

    private final RosterSheet sheet;
    private final RosterState state;
    private final Map<String, LocalDate> decisions;
    private final RosterPeople people;
    private final Map<Long, KnownPerson> knownPeople;

    final RosterChanges work = new RosterChanges();
    final List<ImportNote> warnings;
    final List<ImportChange> changes = new ArrayList<>();
    final Set<Integer> createdRows = new HashSet<>();
    final Set<Integer> changedRows = new HashSet<>();
    private final Map<Group, PersonDraft> drafts = new LinkedHashMap<>();
    private final Map<String, @Nullable PersonDraft> plates = new HashMap<>();

    /**
     * @param hash keyed hash of an identity number, in hex
     * @param decisions room code → the day on which its confirmed change of owner takes effect
     */
    RosterPlanner(RosterSheet sheet, RosterState state, Function<IdNumber, String> hash, Map<String, LocalDate> decisions) {
        this.sheet = sheet;
        this.state = state;
        this.decisions = decisions;
        this.warnings = new ArrayList<>(sheet.warnings());
        this.knownPeople = state.people().stream().collect(Collectors.toMap(KnownPerson::id, person -> person));
        this.people = new RosterPeople(hash, state.people(), sheet.rows());
    }

    RosterPlanner plan() {
        for (var row : sheet.rows()) {
            planRoom(row);
            planOwners(row);
        }
        drafts.values().forEach(this::planPerson);
        return this;
    }

    private void planRoom(RosterRow row) {
        var code = row.facts().code();
        var room = state.rooms().get(code);
        if (room == null) {
            work.newRooms.add(row.facts());
            createdRows.add(row.row());
            if (!row.hasStatus())
                warn(row, "room-status-missing", RosterSheet.STATUS, "没有填房屋状态，按「%s」登记".formatted(row.facts().status().label()));
            return;
        }
        var facts = merged(row, room);
        var differences = facts.changesFrom(room);
        if (differences.isEmpty()) return;
        work.roomEdits.add(new RoomRegister.Edit(room.id(), facts));
        changedRows.add(row.row());
        differences.forEach(change -> changes.add(new ImportChange(row.row(), code, change.field(), change.before(), change.after(), false)));
    }

    /** What the sheet does not say stays; an empty handover date says that the room has none. */
    private RoomFacts merged(RosterRow row, Room room) {
        var said = row.facts();
        return new RoomFacts(said.building(), said.entrance(), said.number(), said.floor() == null ? room.floor() : said.floor(), said.kind(),
            said.grossArea(), room.netArea(), row.hasStatus() ? said.status() : room.status(),
            sheet.has(RosterSheet.HANDOVER) ? said.handoverOn() : room.handoverOn(), room.layout(), said.note() == null ? room.note() : said.note());
    }

    private void planOwners(RosterRow row) {
        var room = state.rooms().get(row.facts().code());
        List<KnownHolding> current = room == null ? List.of() : state.owners().getOrDefault(room.id(), List.of());
        row.owners().forEach(line -> warnOfOtherNames(row, line));

        var leaving = new ArrayList<>(current);
        var staying = new ArrayList<OwnerLine>();
        var coming = new ArrayList<OwnerLine>();
        for (var line : row.owners()) {
            var match = holdingOf(line, leaving);
            if (match == null) coming.add(line);
            else {
                leaving.remove(match);
                staying.add(line);
            }
        }
        // Two lines of one cell may turn out to be one person, who is here already or comes once.
        var here = staying.stream().map(people::of).collect(Collectors.toSet());
        coming.stream().filter(line -> here.contains(people.of(line))).forEach(staying::add);
        coming.removeIf(line -> here.contains(people.of(line)));
        var newcomers = coming.stream().map(people::of).distinct().toList();
        staying.forEach(line -> contribute(row, line, true));
        if (row.owners().isEmpty() || newcomers.isEmpty() && leaving.isEmpty()) planVehicles(row);
        else if (current.isEmpty()) {
            coming.forEach(line -> contribute(row, line, false));
            hold(row, newcomers, firstDay(room, row));
            if (room != null) changes.add(new ImportChange(row.row(), room.code(), RosterSheet.OWNER, null, names(coming), false));
            planVehicles(row);
        } else changeOwners(row, coming, newcomers, leaving);
    }

    /** The holding of this room that belongs to the person of the line: by name and number, else by the name alone. */
    private @Nullable KnownHolding holdingOf(OwnerLine line, List<KnownHolding> candidates) {
        var group = people.of(line);
        for (var holding : candidates)
            if (group.known() != null && group.known().id() == holding.personId()) return holding;
        for (var holding : candidates) {
            var person = knownPeople.get(holding.personId());
            if (person == null || !person.name().equals(line.name()) || contradicts(line, person)) continue;
            if (group.known() == null) people.claim(group, person);
            return holding;
        }
        return null;
    }

    private boolean contradicts(OwnerLine line, KnownPerson person) {
        return line.idNumber() != null && person.idHash() != null && !person.idHash().equals(people.hashOf(line.idNumber()));
    }

    private void changeOwners(RosterRow row, List<OwnerLine> coming, List<Group> newcomers, List<KnownHolding> leaving) {
        var code = row.facts().code();
        var before = leaving.stream().map(holding -> knownPeople.get(holding.personId()).name()).collect(Collectors.joining("、"));
        var after = names(coming);
        changes.add(new ImportChange(row.row(), code, RosterSheet.OWNER, before, after, true));
        var on = decisions.get(code);
        if (on == null) {
            warn(row, "owner-change-unconfirmed", RosterSheet.OWNER, "业主与登记的不同（%s → %s），确认过户日期后才改".formatted(shown(before), shown(after)));
            return;
        }
        var tooEarly = leaving.stream().anyMatch(holding -> !holding.fromOn().isBefore(on));
        if (tooEarly || on.isAfter(state.today().plusYears(1))) {
            warn(row, "owner-change-date-invalid", RosterSheet.OWNER, "过户日期 %s 不对：要晚于现业主的起始日期，最多一年以后".formatted(on));
            return;
        }
        work.ownerChanges.add(new OwnerChange(code, on, leaving.stream().map(KnownHolding::id).toList(), before, after));
        changedRows.add(row.row());
        coming.forEach(line -> contribute(row, line, false));
        hold(row, newcomers, on);
        planVehicles(row);
    }

    private static String names(List<OwnerLine> lines) {
        return lines.stream().map(OwnerLine::name).distinct().collect(Collectors.joining("、"));
    }

    private static String shown(String names) {
        return names.isEmpty() ? "无" : names;
    }

    /** The first owners hold the room for as long as anything can be billed. */
    private LocalDate firstDay(@Nullable Room room, RosterRow row) {
        var until = room == null ? null : state.ownedUntil().get(room.id());
        if (until != null) return until.plusDays(1);
        return Stream.of(row.facts().handoverOn(), state.booksStart(), state.today()).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElseThrow();
    }

    private void hold(RosterRow row, List<Group> owners, LocalDate from) {
        owners.forEach(group -> work.newHoldings.add(new NewHolding(row.facts().code(), drafts.get(group), from)));
        if (!owners.isEmpty()) changedRows.add(row.row());
    }

    /**
     * What an accepted line says about its person; of several lines the first that says something counts.
     *
     * @param isStaying the room has this owner already, found by number or by name
     */
    private void contribute(RosterRow row, OwnerLine line, boolean isStaying) {
        var group = people.of(line);
        if (isStaying && group.known() == null) {
            warn(row, "owner-number-differs", RosterSheet.PHONE, "%s 的号码与登记的不同，本表另有同名的人，没有改".formatted(line.name()));
            return;
        }
        var draft = drafts.computeIfAbsent(group, key -> {
            var made = new PersonDraft(group.known(), line.name(), row.facts().code());
            if (made.known == null) work.newPeople.add(made);
            return made;
        });
        draft.rows.add(row);
        if (draft.gender == null) draft.gender = line.gender();
        line.phones().stream().filter(phone -> !draft.phones.contains(phone)).forEach(draft.phones::add);
        if (draft.phoneNote == null) draft.phoneNote = line.phoneNote();
        if (draft.idNote == null) draft.idNote = line.idNote();
        if (draft.idNumber == null) draft.idNumber = line.idNumber();
        else if (line.idNumber() != null && !line.idNumber().equals(draft.idNumber))
            warn(row, "id-number-differs", RosterSheet.ID_NUMBER, "%s 在本表前面是另一个证件号，用前面的".formatted(line.name()));
    }

    private void planVehicles(RosterRow row) {
        var owner = row.owners().isEmpty() ? null : drafts.get(people.of(row.owners().getFirst()));
        for (var plate : row.plates()) {
            var known = state.vehicles().get(plate);
            if (known != null) {
                if (known.personId() != null && owner != null && known.personId() != owner.id) warnOfPlate(row, plate);
            } else if (!plates.containsKey(plate)) {
                plates.put(plate, owner);
                work.newVehicles.add(new NewVehicle(plate, row.facts().code(), owner));
                changedRows.add(row.row());
                if (state.rooms().containsKey(row.facts().code()))
                    changes.add(new ImportChange(row.row(), row.facts().code(), RosterSheet.PLATE, null, plate, false));
            } else if (plates.get(plate) != owner) warnOfPlate(row, plate);
        }
    }

    private void warnOfPlate(RosterRow row, String plate) {
        warn(row, "plate-other-owner", RosterSheet.PLATE, "车牌 %s 已登记在别人名下，没有改".formatted(plate));
    }

    private void warnOfOtherNames(RosterRow row, OwnerLine line) {
        var code = row.facts().code();
        for (var phone : line.phones()) {
            var other = people.underAnotherName(phone, line.name(), code);
            if (other != null) warn(row, "phone-other-name", RosterSheet.PHONE, "%s 的电话与 %s 的相同，姓名不同".formatted(line.name(), other));
        }
        if (line.idNumber() == null) return;
        var other = people.underAnotherName(people.hashOf(line.idNumber()), line.name(), code);
        if (other != null) warn(row, "id-number-other-name", RosterSheet.ID_NUMBER, "%s 的证件号与 %s 的相同，姓名不同".formatted(line.name(), other));
    }

    private void planPerson(PersonDraft draft) {
        var known = draft.known;
        if (known == null) return;
        var first = draft.rows.getFirst();
        var phone = draft.phones.isEmpty() || draft.phones.contains(known.phone()) || known.isPhoneVerified() ? null : draft.phones.getFirst();
        var main = phone == null ? known.phone() : phone;
        var contacts = draft.phones.stream().filter(other -> !other.equals(main) && !known.contacts().contains(other)).toList();
        var isNoteChanged = (!draft.phones.isEmpty() || draft.phoneNote != null) && !Objects.equals(known.phoneNote(), draft.phoneNote);
        var gender = draft.gender == null || known.isCompany() || draft.gender.equals(known.gender()) ? null : draft.gender;
        var isNewNumber = draft.idNumber != null && !people.hashOf(draft.idNumber).equals(known.idHash());
        if (isNewNumber && known.isIdVerified())
            warn(first, "id-number-differs", RosterSheet.ID_NUMBER, "%s 的证件号与已核实的不同，没有改".formatted(draft.name));
        var idNumber = isNewNumber && !known.isIdVerified() ? draft.idNumber : null;
        var idNote = draft.idNumber == null && known.idHash() == null && draft.idNote != null && !draft.idNote.equals(known.idNote()) ? draft.idNote : null;
        if (phone == null && contacts.isEmpty() && !isNoteChanged && gender == null && idNumber == null && idNote == null) return;
        work.personChanges.add(new PersonChange(draft, gender, phone, isNoteChanged, draft.phoneNote, idNumber, idNote, contacts));
        changedRows.add(first.row());
        tell(first, draft, RosterSheet.GENDER, gender == null ? null : label(known.gender()), gender == null ? null : label(gender));
        tell(first, draft, RosterSheet.PHONE, phone == null ? null : Masked.phone(known.phone()), Masked.phone(phone));
        contacts.forEach(contact -> tell(first, draft, RosterSheet.PHONE, null, Masked.phone(contact)));
        tell(first, draft, RosterSheet.ID_NUMBER, null, idNumber == null ? Masked.idNumber(idNote) : Masked.idNumber(idNumber.text()));
    }

    private void tell(RosterRow row, PersonDraft draft, String column, @Nullable String before, @Nullable String after) {
        if (after != null) changes.add(new ImportChange(row.row(), row.facts().code(), column + "（" + draft.name + "）", before, after, false));
    }

    private static @Nullable String label(@Nullable String gender) {
        return gender == null ? null : gender.equals("MALE") ? "男" : "女";
    }

    private void warn(RosterRow row, String code, String column, String message) {
        warnings.add(new ImportNote(row.row(), code, column, message, row.facts().code()));
    }
}
