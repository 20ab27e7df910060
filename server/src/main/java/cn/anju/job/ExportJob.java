package cn.anju.job;

import cn.anju.attachment.Attachments;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Workbook;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** 导出很长的列表：一段一段取，边取边写，内存里只有一段。 */
@Component
class ExportJob implements JobHandler<ExportJob.Order> {

    static final String KIND = "export";

    /** @param filter as in the list's address; @param conditions the same in the words of the page */
    record Order(String address, Map<String, String> filter, @Nullable String sort, @Nullable String conditions) {}

    record Result(long file, long rows) {}

    private final ObjectProvider<ListExport<?, ?>> exports;
    private final Attachments attachments;
    private final JsonMapper json;
    private final Clock clock;

    ExportJob(ObjectProvider<ListExport<?, ?>> exports, Attachments attachments, JsonMapper json, Clock clock) {
        this.exports = exports;
        this.attachments = attachments;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String label() {
        return "导出";
    }

    @Override
    public Class<Order> payload() {
        return Order.class;
    }

    /** @throws Problem 404 {@code export-unknown} for a list that is short enough to be downloaded at once */
    ListExport<?, ?> find(String address) {
        return exports.stream().filter(known -> known.address().equals(address)).findFirst()
            .orElseThrow(() -> Problem.notFound("export-unknown", "这张列表直接下载就行，不用后台导出"));
    }

    /** Refuses before the job begins what it could only fail at. */
    void check(long community, Order order) {
        var export = find(order.address());
        CurrentUser.get().require(community, export.permission());
        filter(export, order);
        Paging.chunk(1, order.sort());
    }

    @Override
    public Object run(JobContext context, Order order) {
        return write(context, find(order.address()), order);
    }

    private <F, T> Result write(JobContext context, ListExport<F, T> export, Order order) {
        var user = CurrentUser.get();
        user.require(context.community(), export.permission());
        var rows = new Rows<>(context, export, filter(export, order), order.sort());
        var content = Workbook.of(export.label(), export.columns()).cover("导出人", user.name())
            .cover("时间", LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' '))
            .cover("条件", ListSheet.conditions(order.conditions(), order.filter()))
            .bytes(() -> rows);
        var file = attachments.store(context.community(), export.label() + ".xlsx", null, content);
        return new Result(file, rows.total);
    }

    private <F> F filter(ListExport<F, ?> export, Order order) {
        try {
            return json.convertValue(order.filter(), export.filter());
        } catch (JacksonException e) {
            throw Problem.invalid("filter-invalid", "筛选条件不对，请回到列表重新筛选后再导出");
        }
    }

    /** The rows one after the other, read in chunks. */
    private static final class Rows<F, T> implements Iterator<T> {

        private final JobContext context;
        private final ListExport<F, T> export;
        private final F filter;
        private final @Nullable String sort;
        private Iterator<T> chunk = List.<T>of().iterator();
        private int page;
        private long done;
        private long total = -1;

        Rows(JobContext context, ListExport<F, T> export, F filter, @Nullable String sort) {
            this.context = context;
            this.export = export;
            this.filter = filter;
            this.sort = sort;
        }

        @Override
        public boolean hasNext() {
            if (!chunk.hasNext() && (total < 0 || done < total)) {
                Page<T> next = export.query().page(context.community(), filter, Paging.chunk(++page, sort));
                chunk = next.items().iterator();
                total = next.items().isEmpty() ? done : next.total();
                context.progress(done, total, null);
            }
            return chunk.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) throw new NoSuchElementException();
            done++;
            return chunk.next();
        }
    }
}
