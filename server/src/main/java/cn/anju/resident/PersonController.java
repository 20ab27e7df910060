package cn.anju.resident;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 住户：列表、登记、联系方式、核实、查看明文。 */
@RestController
@RequestMapping("/api/communities/{community}")
class PersonController {

    static final List<Column<PersonList.PersonRow>> COLUMNS = List.of(
        Column.text("姓名", 14, PersonList.PersonRow::name), Column.text("类别", 8, row -> row.kind() == PersonKind.COMPANY ? "单位" : "个人"),
        Column.text("性别", 6, row -> row.gender() == null ? null : row.gender() == Gender.MALE ? "男" : "女"),
        Column.text("联系电话", 16, PersonList.PersonRow::phone), Column.text("证件号码", 22, PersonList.PersonRow::idNumber),
        Column.text("房屋", 40, PersonList.PersonRow::rooms), Column.text("备注", 30, PersonList.PersonRow::note));

    private final PersonList list;
    private final PersonBook book;
    private final PersonDesk desk;
    private final Reveals reveals;

    PersonController(PersonList list, PersonBook book, PersonDesk desk, Reveals reveals) {
        this.list = list;
        this.book = book;
        this.desk = desk;
        this.reveals = reveals;
    }

    @GetMapping("/people")
    @Needs("resident.read")
    Page<PersonList.PersonRow> people(@PathVariable long community, @ParameterObject PersonList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    @GetMapping("/people.xlsx")
    @Needs("resident.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject PersonList.Filter filter, @ParameterObject Paging paging) {
        var rows = list.page(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("住户", COLUMNS, rows, "说明", "号码已遮住");
    }

    @PostMapping("/people")
    @Needs("resident.edit")
    @ResponseStatus(HttpStatus.CREATED)
    PersonView add(@PathVariable long community, @RequestBody @Valid PersonDesk.PersonFacts facts) {
        return desk.add(community, facts);
    }

    @GetMapping("/people/{person}")
    @Needs("resident.read")
    PersonView get(@PathVariable long community, @PathVariable long person) {
        return book.get(community, person);
    }

    @PutMapping("/people/{person}")
    @Needs("resident.edit")
    PersonView change(@PathVariable long community, @PathVariable long person, @RequestBody @Valid PersonDesk.PersonFacts facts) {
        return desk.change(community, person, facts);
    }

    @PostMapping("/people/{person}/contacts")
    @Needs("resident.edit")
    @ResponseStatus(HttpStatus.CREATED)
    PersonView addContact(@PathVariable long community, @PathVariable long person, @RequestBody @Valid PersonDesk.NewContact contact) {
        return desk.addContact(community, person, contact);
    }

    @DeleteMapping("/people/{person}/contacts/{contact}")
    @Needs("resident.edit")
    PersonView removeContact(@PathVariable long community, @PathVariable long person, @PathVariable long contact) {
        return desk.removeContact(community, person, contact);
    }

    @PostMapping("/people/{person}/verifications")
    @Needs("resident.edit")
    PersonView verify(@PathVariable long community, @PathVariable long person, @RequestBody @Valid PersonDesk.Verification verification) {
        return desk.verify(community, person, verification);
    }

    @PostMapping("/people/{person}/reveals")
    @Needs("resident.reveal")
    Reveals.Revealed reveal(@PathVariable long community, @PathVariable long person, @RequestBody @Valid Reveals.Reveal reveal) {
        return reveals.reveal(community, person, reveal);
    }

    @GetMapping("/people/{person}/reveals")
    @Needs("resident.read")
    List<Reveals.Look> looks(@PathVariable long community, @PathVariable long person) {
        return reveals.looks(community, person);
    }
}
