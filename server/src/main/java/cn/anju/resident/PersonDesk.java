package cn.anju.resident;

import cn.anju.access.AuditTrail;
import cn.anju.access.Masked;
import cn.anju.access.PersonalData;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 住户的登记与修改。 */
@Service
class PersonDesk {

    /**
     * 登记或修改的内容。
     *
     * @param phone when changing: left out to keep it, empty to clear it
     * @param idNumber likewise
     */
    record PersonFacts(@NotNull(message = "请选个人或单位") PersonKind kind, @NotBlank(message = "请填姓名") @Size(max = 100, message = "姓名最多 100 字") String name,
                       @Nullable Gender gender, @Nullable @Size(max = 40) String phone, @Nullable @Size(max = 40) String idNumber,
                       @Nullable @Size(max = 200) String address, @Nullable @Size(max = 2000) String note) {}

    record NewContact(@NotBlank(message = "请填电话") @Size(max = 40) String phone, @NotBlank(message = "请填称呼，如 配偶、单位") @Size(max = 20) String label,
                      @Nullable @Size(max = 200) String note) {}

    /** 核实过的事实。 */
    enum VerifiedFact {
        PHONE("电话"), ID_NUMBER("证件号");

        private final String label;

        VerifiedFact(String label) {
            this.label = label;
        }
    }

    record Verification(@NotNull(message = "请选核实了什么") VerifiedFact fact, @NotNull(message = "请填核实日期") LocalDate on) {}

    private final JdbcClient jdbc;
    private final PersonBook book;
    private final PersonIndex index;
    private final ResidentHistory history;
    private final PersonalData personalData;
    private final ChangeBook changes;
    private final AuditTrail audit;
    private final Clock clock;

    PersonDesk(JdbcClient jdbc, PersonBook book, PersonIndex index, ResidentHistory history, PersonalData personalData, ChangeBook changes,
               AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.index = index;
        this.history = history;
        this.personalData = personalData;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /** 登记一位住户。 */
    @Transactional
    PersonView add(long community, PersonFacts facts) {
        CurrentUser.get().require(community, "resident.edit");
        var phone = phone(facts.phone());
        var number = number(facts.idNumber());
        var id = jdbc.sql("""
            insert into resident.person (community_id, kind, name, gender, phone, id_number_cipher, id_number_hash, birth_on, address, note, source, recorded_at)
            values (:community, :kind, :name, :gender, :phone, :cipher, :hash, :birth, :address, :note, 'HAND', :now) returning id
            """).param("community", community).param("kind", facts.kind().name()).param("name", Names.tidied(facts.name()))
            .param("gender", facts.gender() == null ? null : facts.gender().name()).param("phone", phone)
            .param("cipher", number == null ? null : personalData.encrypt(number.text())).param("hash", number == null ? null : personalData.hash(number.text()))
            .param("birth", number == null ? null : number.birthOn()).param("address", facts.address()).param("note", facts.note())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        tell(community, id, "PERSON_ADDED", "登记 " + Names.tidied(facts.name()));
        var made = book.get(community, id);
        changes.note(community, null, id, "住户登记", "登记", null, made.facts().name());
        audit.note(made.facts().name(), null, made.facts());
        return made;
    }

    /** 修改登记；换了电话或证件号，原来的核实作废。 */
    @Transactional
    PersonView change(long community, long id, PersonFacts facts) {
        CurrentUser.get().require(community, "resident.edit");
        var before = present(community, id);
        var phone = phone(facts.phone());
        var number = number(facts.idNumber());
        jdbc.sql("""
            update resident.person
               set kind = :kind, name = :name, gender = :gender, address = :address, note = :note,
                   phone = case when :keepsPhone then phone else :phone end,
                   phone_note = case when :keepsPhone then phone_note end,
                   phone_verified_on = case when :keepsPhone or phone = :phone then phone_verified_on end,
                   phone_verified_by = case when :keepsPhone or phone = :phone then phone_verified_by end,
                   id_number_cipher = case when :keepsNumber then id_number_cipher else :cipher end,
                   id_number_hash = case when :keepsNumber then id_number_hash else :hash end,
                   birth_on = case when :keepsNumber then birth_on else :birth end,
                   id_verified_on = case when :keepsNumber or id_number_hash = :hash then id_verified_on end,
                   id_verified_by = case when :keepsNumber or id_number_hash = :hash then id_verified_by end
             where community_id = :community and id = :id
            """).param("kind", facts.kind().name()).param("name", Names.tidied(facts.name()))
            .param("gender", facts.gender() == null ? null : facts.gender().name()).param("address", facts.address()).param("note", facts.note())
            .param("keepsPhone", facts.phone() == null).param("phone", phone).param("keepsNumber", facts.idNumber() == null)
            .param("cipher", number == null ? null : personalData.encrypt(number.text()), Types.BINARY)
            .param("hash", number == null ? null : personalData.hash(number.text()), Types.BINARY)
            .param("birth", number == null ? null : number.birthOn(), Types.DATE).param("community", community).param("id", id).update();
        var after = book.get(community, id);
        tell(community, id, "PERSON_CHANGE", "修改 %s 的登记%s%s".formatted(after.facts().name(), facts.phone() == null ? "" : "（电话）",
            facts.idNumber() == null ? "" : "（证件号）"));
        changes.compare(community, null, id, "住户登记", before.facts(), after.facts());
        audit.note(after.facts().name(), before.facts(), after.facts());
        return after;
    }

    @Transactional
    PersonView addContact(long community, long id, NewContact contact) {
        CurrentUser.get().require(community, "resident.edit");
        present(community, id);
        try {
            jdbc.sql("insert into resident.contact (community_id, person_id, phone, label, note) values (:community, :id, :phone, :label, :note)")
                .param("community", community).param("id", id).param("phone", phone(contact.phone())).param("label", contact.label().strip())
                .param("note", contact.note()).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("contact-exists", "这个电话已经记在这位住户名下");
        }
        changes.note(community, null, id, "联系人", contact.label().strip(), null, Masked.phone(contact.phone()));
        tell(community, id, "PERSON_CHANGE", "增加联系电话（%s）".formatted(contact.label().strip()));
        audit.note(book.get(community, id).facts().name() + " 的联系电话", null, contact);
        return book.get(community, id);
    }

    @Transactional
    PersonView removeContact(long community, long id, long contact) {
        CurrentUser.get().require(community, "resident.edit");
        present(community, id);
        var removed = jdbc.sql("delete from resident.contact where community_id = :community and person_id = :id and id = :contact returning label")
            .param("community", community).param("id", id).param("contact", contact).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("contact-not-found", "没有这个联系电话"));
        changes.note(community, null, id, "联系人", removed, "有", "删去");
        tell(community, id, "PERSON_CHANGE", "删去联系电话（%s）".formatted(removed));
        return book.get(community, id);
    }

    /** 记下核实：谁在哪天核对过电话或证件。 */
    @Transactional
    PersonView verify(long community, long id, Verification verification) {
        CurrentUser.get().require(community, "resident.edit");
        var person = present(community, id);
        if (verification.on().isAfter(LocalDate.now(clock))) throw Problem.invalid("date-in-future", "核实日期不能在今天以后");
        var isPhone = verification.fact() == VerifiedFact.PHONE;
        if (isPhone && person.facts().phone() == null || !isPhone && !person.facts().isIdNumberValid())
            throw Problem.conflict("nothing-to-verify", "还没有登记可用的%s", verification.fact().label);
        jdbc.sql(isPhone ? "update resident.person set phone_verified_on = :on, phone_verified_by = :by where community_id = :community and id = :id"
                : "update resident.person set id_verified_on = :on, id_verified_by = :by where community_id = :community and id = :id")
            .param("on", verification.on()).param("by", CurrentUser.get().name()).param("community", community).param("id", id).update();
        tell(community, id, "VERIFIED", "%s 核实了%s".formatted(verification.on(), verification.fact().label));
        var after = book.get(community, id);
        changes.compare(community, null, id, "住户登记", person.facts(), after.facts());
        audit.note(after.facts().name(), person.facts(), after.facts());
        return after;
    }

    /** @throws Problem 409 {@code person-merged} for one that lives on in another */
    private PersonView present(long community, long id) {
        var person = book.get(community, id);
        if (person.mergedInto() != null) throw Problem.conflict("person-merged", "这位住户已经并入另一位，请到那里修改");
        return person;
    }

    private void tell(long community, long id, String kind, String text) {
        history.add(community, null, id, kind, text, CurrentUser.get().name());
        index.refreshPeople(community, List.of(id));
    }

    private static @Nullable String phone(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        return Phone.of(text).orElseThrow(() -> Problem.invalid("phone-invalid", "电话不对：请填 11 位手机，或带区号的固定电话"));
    }

    private static @Nullable IdNumber number(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        return IdNumber.of(text).orElseThrow(() -> Problem.invalid("id-number-invalid", "证件号码不对：请核对 18 位身份证号或统一社会信用代码"));
    }
}
