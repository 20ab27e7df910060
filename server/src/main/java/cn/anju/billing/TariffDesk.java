package cn.anju.billing;

import cn.anju.access.AuditTrail;
import cn.anju.billing.Tariffs.Limits;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 手工维护收费标准：新建、换价、终止、限定到楼栋和房屋。 */
@Service
@Transactional
class TariffDesk {

    private final Tariffs tariffs;
    private final AuditTrail audit;

    TariffDesk(Tariffs tariffs, AuditTrail audit) {
        this.tariffs = tariffs;
        this.audit = audit;
    }

    /** 新建一个收费标准，可以马上限定到几栋楼、几间房。 */
    long add(long community, TariffTerms terms, Limits limits) {
        begin(community);
        var id = tariffs.add(community, terms);
        limit(community, id, limits);
        tariffs.refuseOverlap(community, terms.code());
        audit.note("收费标准 " + terms.code(), null, terms);
        return id;
    }

    /** 换价：新版本从它的第一天起，旧版本到前一天为止；出过的账不动。 */
    long addVersion(long community, long former, TariffTerms terms) {
        begin(community);
        var before = tariffs.get(community, former);
        if (!before.terms().code().equals(terms.code()))
            throw Problem.invalid("tariff-code-differs", "新版本的编码要与旧版本 %s 相同", before.terms().code());
        if (!terms.from().isAfter(before.terms().from()))
            throw Problem.invalid("dates-reversed", "新版本要在旧版本的生效日期 %s 之后生效", before.terms().from());
        var last = terms.from().minusDays(1);
        if (before.terms().to() == null || before.terms().to().isAfter(last)) {
            TariffPlan.refuseEndBefore(before, last);
            tariffs.end(community, former, last);
        }
        var id = tariffs.add(community, terms);
        tariffs.assign(community, id, tariffs.assignment(community, former));
        tariffs.refuseOverlap(community, terms.code());
        audit.note("收费标准 " + terms.code(), before.terms(), terms);
        return id;
    }

    /** 改最后有效的一天；空着是一直有效。 */
    void end(long community, long id, @Nullable LocalDate last) {
        begin(community);
        var version = tariffs.get(community, id);
        if (last != null && last.isBefore(version.terms().from()))
            throw Problem.invalid("dates-reversed", "失效日期不能早于生效日期 %s", version.terms().from());
        TariffPlan.refuseEndBefore(version, last);
        tariffs.end(community, id, last);
        tariffs.refuseOverlap(community, version.terms().code());
        audit.note("收费标准 " + version.terms().code(), version.terms(), version.terms().until(last));
    }

    /** 拿掉还没出过账的版本。 */
    void remove(long community, long id) {
        begin(community);
        var version = tariffs.get(community, id);
        if (version.isBilled())
            throw Problem.conflict("tariff-in-use", "%s（%s 起）已经出过账，不能删，可以让它失效", version.terms().code(), version.terms().from());
        tariffs.remove(community, id);
        audit.note("收费标准 " + version.terms().code(), version.terms(), null);
    }

    /** 限定到几栋楼、几间房；以后的出账照此，出过的不动。 */
    void assign(long community, long id, Limits limits) {
        begin(community);
        var version = tariffs.get(community, id);
        var before = tariffs.assignment(community, id);
        limit(community, id, limits);
        tariffs.refuseOverlap(community, version.terms().code());
        audit.note("收费标准 " + version.terms().code() + " 适用范围", before, limits);
    }

    private void begin(long community) {
        CurrentUser.get().require(community, "billing.tariff");
        tariffs.lock(community);
    }

    private void limit(long community, long id, Limits limits) {
        try {
            tariffs.assign(community, id, limits);
        } catch (DataIntegrityViolationException e) {
            throw Problem.notFound("assignment-unknown", "有楼栋或房屋不在本小区");
        }
    }
}
