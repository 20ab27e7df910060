package cn.anju.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.duty.Evidence.Type;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** 哪些记录由哪个故事经 HTTP 办出来、又看见职责打了勾；每个故事各认领自己的，余下的在 {@code unproven.txt} 里。 */
public final class Proven {

    /** 服务台的一个周末。 */
    static final Set<String> SERVICE = Set.of("servicedesk.contact-logged", "servicedesk.enquiry-answered", "servicedesk.visit-logged", "servicedesk.request-registered",
        "servicedesk.staff-repair-registered", "servicedesk.dispatched", "servicedesk.order-finished", "servicedesk.called-back", "servicedesk.urgent-called-back",
        "servicedesk.boundary-explained", "servicedesk.complaint-taken", "servicedesk.complaint-settled", "servicedesk.complaint-called-back", "servicedesk.suggestion-answered",
        "servicedesk.negative-followed", "servicedesk.dispute-mediated", "servicedesk.errand-done", "servicedesk.paid-service-done", "servicedesk.busy-answered",
        "servicedesk.morning-arranged", "servicedesk.orders-entered", "servicedesk.digest-reported", "servicedesk.batch-approved", "servicedesk.callback-reported",
        "servicedesk.records-reviewed", "servicedesk.desk-checked", "servicedesk.vouchers-filed", "servicedesk.assistance-confirmed", "servicedesk.reminder-kept",
        "servicedesk.service-received", "servicedesk.wedding-served", "servicedesk.business-served", "servicedesk.complaint-escalated", "servicedesk.major-settled",
        "servicedesk.difficult-settled", "servicedesk.opinion-signed");

    /** 房屋、住户与授权。 */
    static final Set<String> ESTATE = Set.of("estate.area-assigned", "estate.room-changed", "resident.changed", "resident.card-issued", "access.liaison-appointed");

    /** 收费处的八月。 */
    public static final Set<String> MONTH = Set.of("billing.draft-made", "billing.run-published", "billing.notice-delivered", "billing.dispute-settled", "cashier.day-closed",
        "cashier.remittance-handed", "cashier.remittance-signed", "cashier.handover-signed", "cashier.book-moved", "cashier.refund-paid", "cashier.deposit-moved",
        "cashier.prepaid-topped-up", "cashier.prepaid-told", "cashier.agency-paid", "ledger.voucher-posted", "ledger.book-opened", "ledger.month-closed", "ledger.bank-reconciled",
        "ledger.expense-paid", "ledger.vouchers-exported", "collection.contacted", "collection.plan-decided");

    /** 平常一个月里碰不到的：差错、短款、退回与更正、拒缴、半年结算、季末年末。 */
    static final Set<String> RARE = Set.of("billing.shares-published", "cashier.error-seen", "cashier.note-checked", "cashier.shortage-settled", "cashier.doorstep-visited",
        "ledger.voucher-refused", "ledger.voucher-corrected", "ledger.quarter-closed", "ledger.year-closed", "metering.usage-explained", "metering.saving-followed",
        "collection.refusal-acknowledged", "collection.analysis-submitted", "collection.assessed", "collection.assessment-decided");

    /** 签到签退、交接班、考勤、证件。 */
    static final Set<String> WORKFORCE = Set.of("workforce.signed-in", "workforce.signed-out", "workforce.night-handover-signed", "workforce.shift-handover-signed",
        "workforce.attendance-reported", "workforce.deputy-named", "workforce.paper-entered", "workforce.paper-held");

    /** 培训与考试。 */
    static final Set<String> TRAINING = Set.of("workforce.syllabus-approved", "workforce.training-tested", "workforce.coached", "workforce.law-lectured", "workforce.new-hire-shown",
        "workforce.guards-trained", "workforce.studied");

    /** 考核、奖惩、试用期考核。 */
    static final Set<String> APPRAISAL = Set.of("workforce.appraised", "workforce.appraisal-decided", "workforce.probation-reviewed");

    /** 岗位说明、班前会、谈话、社保、宿舍。 */
    static final Set<String> POST = Set.of("workforce.post-described", "workforce.squad-briefed", "workforce.shift-reviewed", "workforce.staff-talked", "workforce.insurance-settled",
        "workforce.dormitory-checked");

    /** 计划与总结、任务、会议。 */
    static final Set<String> PLANNING = Set.of("planning.year-planned", "planning.quarter-planned", "planning.month-planned", "planning.week-planned", "planning.day-summed",
        "planning.task-answered", "planning.target-confirmed", "planning.department-minuted", "planning.business-minuted", "planning.external-read", "planning.meeting-prepared",
        "planning.licence-renewed", "planning.document-circulated", "planning.document-approved", "planning.budget-submitted", "planning.fund-planned", "planning.work-logged", "planning.building-logged", "planning.proposal-answered", "planning.matter-raised", "planning.matter-decided");

    /** 报表报送与签收。 */
    public static final Set<String> REPORTING = Set.of("reporting.weekly-collection-sent", "reporting.fee-summary-sent", "reporting.weekly-service-sent", "reporting.weekly-customer-sent", "reporting.management-received", "reporting.complaint-monthly-sent",
        "reporting.complaint-analysis-sent", "reporting.quality-sent", "reporting.satisfaction-sent", "reporting.department-received", "reporting.fee-analysis-sent", "reporting.briefing-received");

    /** 调查、每户的联系与走访、通告、活动、业主要求与生日。 */
    static final Set<String> ENGAGEMENT = Set.of("engagement.annual-submitted", "engagement.half-year-submitted", "engagement.survey-confirmed", "engagement.survey-archived",
        "engagement.opinion-submitted", "engagement.opinion-analysed", "engagement.visit-improved", "engagement.planned-visit-done", "engagement.notice-reviewed",
        "engagement.notice-published", "engagement.rules-delivered", "engagement.forum-held", "engagement.owner-meeting-held", "engagement.activity-held",
        "engagement.campaign-held", "engagement.brand-shown", "engagement.committee-answered", "engagement.birthday-greeted");

    private Proven() {}

    /** Every duty that this kind of record proves has been done in one of these months, and it says who did it. */
    public static void assertDone(Office superior, long community, String key, YearMonth... months) {
        var duties = new Catalogue().all().stream().filter(duty -> duty.evidence().type() == Type.EVENT && duty.evidence().key().equals(key)).toList();
        assertThat(duties).as(key).isNotEmpty().allSatisfy(duty -> {
            var done = List.of(months).stream().flatMap(month -> superior.get("/api/communities/" + community + "/duties/" + duty.id() + "/records?month=" + month).expect(200).json()
                .valueStream()).filter(record -> !record.at("/doneAt").asString("").isEmpty()).toList();
            assertThat(done).as("%s by %s", duty.id(), key).isNotEmpty()
                .anySatisfy(record -> assertThat(record.at("/staffName").asString("") + record.at("/staffId").asString("")).as("who").isNotBlank());
            assertThat(done).as("%s: every record says what", duty.id()).noneMatch(record -> record.at("/text").asString("").isBlank());
        });
    }

    static Set<String> all() {
        var all = new TreeSet<String>();
        for (var each : List.of(SERVICE, ESTATE, MONTH, RARE, WORKFORCE, TRAINING, APPRAISAL, POST, PLANNING, REPORTING, ENGAGEMENT)) each.forEach(key -> assertThat(all.add(key)).as(key).isTrue());
        return all;
    }
}
