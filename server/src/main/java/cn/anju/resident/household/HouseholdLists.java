package cn.anju.resident.household;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 按片区看的清单：住户名册、住户卡、关爱名单、重点与沉默、工作台账、档案变更。 */
@RestController
@RequestMapping("/api/communities/{community}")
class HouseholdLists {

    private static final List<Column<Occupancies.Row>> OCCUPANCIES = List.of(
        Column.text("房号", 14, Occupancies.Row::roomCode), Column.text("片区", 14, Occupancies.Row::area), Column.text("管家", 10, Occupancies.Row::steward),
        Column.text("住户", 30, Occupancies.Row::people), Column.text("怎么住", 8, row -> row.usage() == null ? null : row.usage().label),
        Column.text("住户类型", 10, row -> row.householdType() == null ? null : row.householdType().label),
        Column.text("人数", 6, row -> row.persons() == null ? null : row.persons().toString()), Column.date("从", 12, Occupancies.Row::fromOn),
        Column.text("登记人", 10, Occupancies.Row::madeName), Column.text("与房产登记不同", 14, row -> row.differs() ? "不同" : null));
    private static final List<Column<AccessCards.Card>> CARDS = List.of(
        Column.text("卡号", 18, AccessCards.Card::number), Column.text("房号", 14, AccessCards.Card::roomCode), Column.text("持卡人", 12, AccessCards.Card::holder),
        Column.date("发卡", 12, AccessCards.Card::issuedOn), Column.text("经办人", 10, AccessCards.Card::issuedName), Column.text("状态", 8, row -> row.state().label),
        Column.date("收回或挂失", 12, AccessCards.Card::endedOn), Column.text("经办人", 10, AccessCards.Card::endedName), Column.text("说明", 30, AccessCards.Card::endedNote));
    private static final List<Column<CareList.Care>> CARE = List.of(
        Column.text("房号", 14, CareList.Care::roomCode), Column.text("片区", 14, CareList.Care::area), Column.text("管家", 10, CareList.Care::steward),
        Column.text("关照谁", 14, CareList.Care::who), Column.text("为什么", 12, row -> row.reason().label), Column.text("怎么关照", 36, CareList.Care::help),
        Column.date("列入", 12, CareList.Care::sinceOn), Column.date("上次上门", 12, CareList.Care::lastOn), Column.count("上门次数", 8, CareList.Care::visits),
        Column.date("下次上门", 12, CareList.Care::nextOn), Column.date("撤出", 12, CareList.Care::endedOn), Column.text("撤出原因", 24, CareList.Care::endedReason));
    private static final List<Column<Watches.Row>> WATCHES = List.of(
        Column.text("房号", 14, Watches.Row::roomCode), Column.text("片区", 14, Watches.Row::area), Column.text("管家", 10, Watches.Row::steward),
        Column.text("住户", 24, Watches.Row::people), Column.count("90 天投诉", 10, Watches.Row::complaints), Column.date("最近接触", 12, Watches.Row::lastOn),
        Column.text("名单", 8, row -> row.watchId() == null ? "系统提出" : "已列入"), Column.text("原因", 30, Watches.Row::reason), Column.date("下次联系", 12, Watches.Row::nextOn));
    private static final List<Column<StewardNotes.Note>> NOTES = List.of(
        Column.date("日期", 12, StewardNotes.Note::notedOn), Column.text("房号", 14, StewardNotes.Note::roomCode), Column.text("片区", 14, StewardNotes.Note::area),
        Column.text("方式", 8, row -> row.way().label), Column.text("内容", 50, StewardNotes.Note::text), Column.text("记的人", 10, StewardNotes.Note::madeName),
        Column.date("要跟进", 12, StewardNotes.Note::followUpOn), Column.date("跟进于", 12, StewardNotes.Note::followedOn), Column.text("跟进结果", 40, StewardNotes.Note::followedText));

    private final Occupancies occupancies;
    private final AccessCards cards;
    private final CareList care;
    private final Watches watches;
    private final StewardNotes notes;
    private final ChangeList changes;
    private final Clock clock;

    HouseholdLists(Occupancies occupancies, AccessCards cards, CareList care, Watches watches, StewardNotes notes, ChangeList changes, Clock clock) {
        this.occupancies = occupancies;
        this.cards = cards;
        this.care = care;
        this.watches = watches;
        this.notes = notes;
        this.changes = changes;
        this.clock = clock;
    }

    @GetMapping("/occupancies")
    @Needs("resident.care")
    Page<Occupancies.Row> occupancies(@PathVariable long community, @ParameterObject Occupancies.Filter filter, @ParameterObject Paging paging) {
        return occupancies.list(community, filter, paging);
    }

    @GetMapping("/occupancies.xlsx")
    @Needs("resident.care")
    ResponseEntity<byte[]> occupancySheet(@PathVariable long community, @ParameterObject Occupancies.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("住户名册", OCCUPANCIES, occupancies.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/cards")
    @Needs("resident.care")
    Page<AccessCards.Card> cards(@PathVariable long community, @ParameterObject AccessCards.Filter filter, @ParameterObject Paging paging) {
        return cards.list(community, filter, paging);
    }

    @GetMapping("/cards.xlsx")
    @Needs("resident.care")
    ResponseEntity<byte[]> cardSheet(@PathVariable long community, @ParameterObject AccessCards.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("住户卡", CARDS, cards.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/care")
    @Needs("resident.care")
    Page<CareList.Care> care(@PathVariable long community, @ParameterObject CareList.Filter filter, @ParameterObject Paging paging) {
        return care.list(community, filter, paging);
    }

    @GetMapping("/care.xlsx")
    @Needs("resident.care")
    ResponseEntity<byte[]> careSheet(@PathVariable long community, @ParameterObject CareList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("关爱名单", CARE, care.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/watches")
    @Needs("resident.care")
    Page<Watches.Row> watches(@PathVariable long community, @ParameterObject @Valid Watches.Filter filter, @ParameterObject Paging paging) {
        return watches.list(community, filter, paging);
    }

    @GetMapping("/watches.xlsx")
    @Needs("resident.care")
    ResponseEntity<byte[]> watchSheet(@PathVariable long community, @ParameterObject @Valid Watches.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of(filter.kind().label, WATCHES, watches.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/steward-notes")
    @Needs("resident.care")
    Page<StewardNotes.Note> notes(@PathVariable long community, @ParameterObject StewardNotes.Filter filter, @ParameterObject Paging paging) {
        return notes.list(community, filter, paging);
    }

    @GetMapping("/steward-notes.xlsx")
    @Needs("resident.care")
    ResponseEntity<byte[]> noteSheet(@PathVariable long community, @ParameterObject StewardNotes.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("管家工作台账", NOTES, notes.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/profile-changes")
    @Needs("resident.care")
    Page<ChangeList.Row> changes(@PathVariable long community, @ParameterObject ChangeList.Filter filter, @ParameterObject Paging paging) {
        return changes.list(community, filter, paging);
    }

    @GetMapping("/profile-changes.xlsx")
    @Needs("resident.care")
    ResponseEntity<byte[]> changeSheet(@PathVariable long community, @ParameterObject ChangeList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<ChangeList.Row>>of(Column.text("时间", 18, row -> Html.moment(row.changedAt(), clock.getZone())), Column.text("房号", 14, ChangeList.Row::roomCode),
            Column.text("住户", 14, ChangeList.Row::person), Column.text("档案", 12, ChangeList.Row::subject), Column.text("栏目", 12, ChangeList.Row::field),
            Column.text("改前", 30, ChangeList.Row::was), Column.text("改后", 30, ChangeList.Row::becomes), Column.text("经办人", 12, ChangeList.Row::changedName));
        return ListSheet.of("档案变更", columns, changes.list(community, filter, Paging.all(paging.sort())).items());
    }
}
