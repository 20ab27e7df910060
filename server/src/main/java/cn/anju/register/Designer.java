package cn.anju.register;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 设计台账：新建、改版、停用，收下或谢绝随程序来的新版。 */
@Service
class Designer {

    private static final int CHOICES = 2;

    private final Definitions definitions;
    private final JdbcClient jdbc;
    private final AuditTrail audit;

    Designer(Definitions definitions, JdbcClient jdbc, AuditTrail audit) {
        this.definitions = definitions;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<Definition> all() {
        return definitions.all(true);
    }

    @Transactional(readOnly = true)
    List<Definition> versions(String key) {
        definitions.current(key);
        return definitions.versions(key);
    }

    /** 新建一本。 @return its key */
    @Transactional
    public String add(Paper paper) {
        var user = CurrentUser.get();
        user.requireEverywhere(RegisterAccess.DESIGN);
        definitions.lock();
        var named = named(paper, Map.of());
        var key = "own-" + jdbc.sql("select coalesce(max(id), 0) + 1 from register.definition").query(Long.class).single();
        definitions.add(key, Definition.Origin.OWN, named, user.id(), user.name());
        audit.note("台账 " + named.title(), null, named);
        return key;
    }

    /**
     * 改成新的一版；写过的条目仍是原来那一版。
     *
     * @param basedOn the version the page showed
     * @throws Problem 409 {@code definition-changed-meanwhile}; 400 {@code field-type-fixed} and others
     */
    @Transactional
    public int change(String key, int basedOn, Paper paper) {
        var user = CurrentUser.get();
        user.requireEverywhere(RegisterAccess.DESIGN);
        definitions.lock();
        var current = definitions.current(key);
        if (current.version() != basedOn) throw Problem.conflict("definition-changed-meanwhile", "「%s」刚被 %s 改过，请刷新后再改", current.paper().title(), current.madeName());
        var known = new HashMap<String, Field>();
        definitions.versions(key).reversed().forEach(version -> version.paper().fields().forEach(field -> known.put(String.valueOf(field.key()), field)));
        var named = named(paper, known);
        if (definitions.texts(named).equals(definitions.texts(current.paper()))) throw Problem.conflict("definition-unchanged", "没有改动，不用存成新的一版");
        var version = definitions.addVersion(key, Definition.Origin.OWN, named, true, user.id(), user.name());
        audit.note("台账 " + named.title(), current.paper(), named);
        return version;
    }

    /** 随程序来的新版，收下还是谢绝。 @throws Problem 409 {@code nothing-offered} */
    @Transactional
    public void settleOffer(String key, boolean isAccepted) {
        CurrentUser.get().requireEverywhere(RegisterAccess.DESIGN);
        definitions.lock();
        var current = definitions.current(key);
        if (current.offered() == null) throw Problem.conflict("nothing-offered", "没有待收的新版");
        if (isAccepted) definitions.use(key, current.offered(), definitions.version(key, current.offered()).paper());
        else definitions.decline(key);
        audit.note("台账 " + current.paper().title() + (isAccepted ? " 收下随程序的新版" : " 谢绝随程序的新版"), null, current.offered());
    }

    /** 停用或重新启用；停用的只能看。 */
    @Transactional
    public void retire(String key, boolean isRetired) {
        CurrentUser.get().requireEverywhere(RegisterAccess.DESIGN);
        definitions.lock();
        var current = definitions.current(key);
        definitions.retire(key, isRetired);
        audit.note("台账 " + current.paper().title() + (isRetired ? " 停用" : " 启用"), null, null);
    }

    /** Fields without a key get one that no version has used; a known key keeps its type, so that old entries still sort and add up. */
    private Paper named(Paper paper, Map<String, Field> known) {
        requireRoles(paper);
        var fields = new ArrayList<Field>();
        var labels = new HashSet<String>();
        var keys = new HashSet<String>();
        var next = 1;
        for (var field : paper.fields()) {
            var key = String.valueOf(field.key());
            if (key.isEmpty()) {
                while (known.containsKey("f" + next)) next++;
                key = "f" + next++;
            } else if (!known.containsKey(key)) throw Problem.invalid("field-unknown", "「%s」这一栏不认得，请刷新后再改", field.label());
            else if (known.get(key).type() != field.type())
                throw Problem.invalid("field-type-fixed", "「%s」原来填的是%s，不能改填%s：请去掉它，另加一栏", field.label(), known.get(key).type().label(), field.type().label());
            if (!labels.add(field.label().strip())) throw Problem.invalid("field-twice", "有两栏都叫「%s」", field.label().strip());
            if (!keys.add(key)) throw Problem.invalid("field-twice", "「%s」这一栏重复了", field.label());
            fields.add(checked(field.named(key)));
        }
        return paper.with(fields);
    }

    private static Field checked(Field field) {
        if (field.type() == FieldType.CHOICE && field.choices().size() < CHOICES) throw Problem.invalid("choices-missing", "「%s」请至少写两个选项", field.label());
        if (field.minimum() != null && field.maximum() != null && field.minimum().compareTo(field.maximum()) > 0)
            throw Problem.invalid("limits-reversed", "「%s」最小的比最大的还大", field.label());
        return field;
    }

    private void requireRoles(Paper paper) {
        var known = new HashSet<>(jdbc.sql("select key from access.role").query(String.class).list());
        for (var roles : List.of(paper.writers(), paper.readers()))
            for (var role : roles) if (!known.contains(role)) throw Problem.invalid("role-unknown", "没有「%s」这个岗位", role);
    }
}
