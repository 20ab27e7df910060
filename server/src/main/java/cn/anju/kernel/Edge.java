package cn.anju.kernel;

import jakarta.validation.ConstraintViolation;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** 对外的错误：每个都是一句话加一个稳定的代码；意外的只给追踪号，内容只进日志。 */
@RestControllerAdvice
public class Edge extends ResponseEntityExceptionHandler {

    /** The request attribute that holds the code of the refusal, for the audit. */
    public static final String CODE = "anju.problem-code";

    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final Pattern ROW = Pattern.compile("\\[(\\d{1,6})]");
    private static final String DISK_FULL = "53100";
    private static final int MOST_SAID = 3;

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(Problem problem) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) request.setAttribute(CODE, problem.code(), RequestAttributes.SCOPE_REQUEST);
        var body = ProblemDetail.forStatusAndDetail(problem.status(), problem.getMessage());
        body.setProperty("code", problem.code());
        if (!problem.fields().isEmpty()) body.setProperty("fields", problem.fields());
        return answer(problem.status(), body);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> duplicate(DuplicateKeyException e) {
        LOG.info("unique key refused: {}", e.getMostSpecificCause().getMessage());
        return problem(Problem.conflict("already-exists", "已有相同的记录，请刷新后再看"));
    }

    /** A record of query parameters that refused its own values. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refusedByRecord(BeanInstantiationException e) {
        return e.getCause() instanceof Problem refused ? problem(refused) : unexpected(e);
    }

    /** What the database refuses and nobody checked before: a bad value is the sender's, the rest is ours. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refusedByDatabase(DataIntegrityViolationException e) {
        var state = e.getMostSpecificCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
        LOG.warn("refused by the database: {}", e.getMostSpecificCause().getMessage());
        if (state.startsWith("22") || state.equals("23514")) return problem(Problem.invalid("value-invalid", "有的内容写法不对，或超出了范围"));
        if (state.equals("23503")) return problem(Problem.conflict("reference-broken", "所指的记录不存在，或还有别的记录要用它"));
        if (state.equals("23P01")) return problem(Problem.conflict("overlap", "与已有的记录在时间上重叠"));
        return unexpected(e);
    }

    @ExceptionHandler({CannotAcquireLockException.class, ConcurrencyFailureException.class})
    ResponseEntity<ProblemDetail> busy(Exception e) {
        LOG.warn("gave way to another transaction: {}", e.getMessage());
        return problem(Problem.conflict("busy-try-again", "别人正在办理同一件事，请稍后再试"));
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    ResponseEntity<ProblemDetail> databaseAway(Exception e) {
        LOG.error("database unavailable: {}", e.getMessage());
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) return diskFull();
        return problem(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "database-unavailable", "数据库暂时连不上，请稍后再试，填好的内容不会丢"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tookTooLong(QueryTimeoutException e) {
        LOG.error("given up after the time limit: {}", e.getMessage());
        return problem(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "took-too-long", "算得太久，这一次没有办：请缩小范围，或过一会儿再试"));
    }

    /** A commit of which nobody knows whether it will last. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> uncertain(CommitUncertain e) {
        LOG.error("commit uncertain", e);
        return problem(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "outcome-unknown", "有没有记上还不知道：请不要换别的办法重做，稍后用原来的页面再提交一次，不会重复"));
    }

    /** What a file could not take; everything else of input and output is unexpected. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> fileRefused(UncheckedIOException e) {
        return String.valueOf(e.getCause().getMessage()).contains("No space left") ? diskFull() : unexpected(e);
    }

    private ResponseEntity<ProblemDetail> diskFull() {
        LOG.error("the disk is full");
        return problem(Problem.of(HttpStatus.INSUFFICIENT_STORAGE, "disk-full", "服务器的磁盘满了，这一次没有记上，请马上告诉管理员"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException e) {
        return problem(Problem.invalid("parameter-invalid", "地址里%s写法不对，请从页面上重新打开", FieldNames.of(e.getName())));
    }

    /** An escape in the address that is broken off. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidParameterException e) {
        LOG.info("address not readable: {}", e.getMessage());
        return problem(Problem.invalid("parameter-invalid", "地址里的条件写得不完整，请从页面上重新打开"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        var trace = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("unexpected, trace {}", trace, e);
        return problem(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", "系统出了意外，请把编号 %s 告诉管理员", trace));
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException e, HttpHeaders headers,
                                                                  HttpStatusCode status, WebRequest request) {
        var errors = inOrder(e.getBindingResult());
        var said = errors.stream().map(Edge::sentence).distinct().toList();
        return erased(problem(Problem.invalid(errors.stream().map(error -> new Problem.Field(path(error), message(error))).toList(),
            "有 %d 处填得不对：%s".formatted(errors.size(), String.join("；", said.size() > MOST_SAID ? said.subList(0, MOST_SAID) : said)))));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e, HttpHeaders headers,
                                                                  HttpStatusCode status, WebRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) return erased(problem(problem));
            if (cause instanceof UnrecognizedPropertyException unknown)
                return erased(problem(Problem.invalid("field-unknown", "没有「%s」这一栏", unknown.getPropertyName())));
            if (cause instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty())
                return erased(problem(unreadable(path(mismatch), mismatch instanceof InvalidFormatException ? "写法不对" : "必须填写，或写法不对")));
        }
        return erased(problem(Problem.invalid("body-unreadable", "请求内容读不懂，请检查格式")));
    }

    /** Everything else that Spring itself refuses: the status is Spring's, the words are ours. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body, HttpHeaders headers,
                                                             HttpStatusCode code, WebRequest request) {
        var status = HttpStatus.valueOf(code.value());
        if (status.is5xxServerError()) return erased(unexpected(e));
        return erased(problem(switch (status) {
            case NOT_FOUND -> Problem.notFound("not-found", "没有这个地址");
            case METHOD_NOT_ALLOWED -> Problem.of(status, "method-not-allowed", "这个地址不接受这种请求");
            case CONTENT_TOO_LARGE -> Problem.of(status, "file-too-large", "文件太大：最多 50 MB，请分成几份再传");
            case UNSUPPORTED_MEDIA_TYPE -> Problem.of(status, "media-type-unsupported", "不接受这种内容格式");
            case NOT_ACCEPTABLE -> Problem.of(status, "not-acceptable", "给不出这种格式");
            default -> Problem.of(status, "request-invalid", "请求不完整或写法不对");
        }));
    }

    private static Problem unreadable(String path, String message) {
        return Problem.invalid(List.of(new Problem.Field(path, message)), "有 1 处填得不对：" + FieldNames.of(path) + message);
    }

    /** As the form asks for them, row by row: validation finds them in no order at all. */
    private static List<ObjectError> inOrder(BindingResult result) {
        var components = result.getTarget() == null ? null : result.getTarget().getClass().getRecordComponents();
        if (components == null) return result.getAllErrors();
        var order = Arrays.stream(components).map(RecordComponent::getName).toList();
        return result.getAllErrors().stream()
            .sorted(Comparator.<ObjectError>comparingInt(error -> order.indexOf(path(error).split("[.\\[]", 2)[0]))
                .thenComparingInt(error -> row(path(error))).thenComparing(Edge::path)).toList();
    }

    private static int row(String path) {
        var number = ROW.matcher(path);
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    private static String path(ObjectError error) {
        return error instanceof FieldError field ? field.getField() : error.getObjectName();
    }

    /** Under the field: what to write there. A value that could not even be read comes with an English sentence about types. */
    private static String message(ObjectError error) {
        if (error.getDefaultMessage() == null || error instanceof FieldError field && field.isBindingFailure()) return "写法不对";
        var isMany = error instanceof FieldError field && (field.getRejectedValue() instanceof Collection || field.getRejectedValue() instanceof Map);
        return isMany ? error.getDefaultMessage().replace("个字", "项") : error.getDefaultMessage();
    }

    /** Away from the field: a rule's own sentence names it, the general ones do not. */
    private static String sentence(ObjectError error) {
        var isOwn = error.contains(ConstraintViolation.class) && !error.unwrap(ConstraintViolation.class).getMessageTemplate().startsWith("{");
        return isOwn ? message(error) : FieldNames.of(path(error)) + message(error);
    }

    private static String path(MismatchedInputException mismatch) {
        return mismatch.getPath().stream()
            .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
            .collect(Collectors.joining()).replaceFirst("^\\.", "");
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, ProblemDetail body) {
        body.setType(URI.create("about:blank"));
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(body);
    }

    @SuppressWarnings("unchecked")
    private static ResponseEntity<Object> erased(ResponseEntity<?> answer) {
        return (ResponseEntity<Object>) answer;
    }
}
