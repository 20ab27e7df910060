package cn.anju.kernel;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.method.HandlerMethod;

/**
 * 接口说明（OpenAPI）的约定：操作的名字、要的权限、出错的答复、小数写成文字。
 *
 * <p>Records describe themselves, see {@link RecordShapes}; what is the same for all operations stands here once.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String PROBLEM = "Problem";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static {
        SpringDocUtils.getConfig()
            .replaceWithSchema(Money.class, text("decimal").example("123.40"))
            .replaceWithSchema(BigDecimal.class, text("decimal").example("12.5"))
            .replaceWithSchema(YearMonth.class, text("month").example("2026-07"));
    }

    /** The server is wherever this was read from; otherwise springdoc would write down host and port. */
    @Bean
    OpenAPI api() {
        return new OpenAPI().info(new Info().title("Anju 安居").version("1")).servers(List.of(new Server().url("/")));
    }

    /** First to be registered is last to be asked: springdoc's own converters and the replacements above go before it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RecordShapes recordShapes(ObjectMapperProvider mappers) {
        return new RecordShapes(mappers);
    }

    /** Operation ids come from class and method, so that a new method never renames another. */
    @Bean
    GlobalOperationCustomizer describeOperation() {
        return (operation, method) -> {
            var needs = method.getMethodAnnotation(Needs.class);
            if (needs == null) return operation;
            operation.addExtension("x-permission", needs.value());
            operation.setOperationId(operationId(method));
            var module = method.getBeanType().getPackageName();
            operation.setTags(List.of(module.substring(module.lastIndexOf('.') + 1)));
            if (method.getMethod().getGenericReturnType().getTypeName().contains("byte[]")) answersWithFile(operation, "application/octet-stream");
            return operation;
        };
    }

    @Bean
    GlobalOpenApiCustomizer describeApi() {
        return api -> {
            api.setTags(null);
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths().forEach((path, item) -> item.readOperations().forEach(operation -> {
                if (path.endsWith(".xlsx")) answersWithFile(operation, XLSX);
                operation.getResponses().setDefault(new ApiResponse().description("Refused")
                    .content(content("application/problem+json", new Schema<>(SpecVersion.V31).$ref(PROBLEM))));
            }));
            sortSchemas(api);
        };
    }

    private static String operationId(HandlerMethod method) {
        var type = method.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        var name = method.getMethod().getName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1) + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static void answersWithFile(Operation operation, String type) {
        var responses = new ApiResponses();
        operation.getResponses().forEach((status, response) ->
            responses.addApiResponse(status, response.content(content(type, text("binary")))));
        operation.setResponses(responses);
    }

    private static Content content(String type, Schema<?> schema) {
        return new Content().addMediaType(type, new MediaType().schema(schema));
    }

    private static Schema<?> problem() {
        var field = object("field", text(null), "message", text(null));
        return object("title", text(null), "status", integer(), "detail", text(null), "code", text(null))
            .addProperty("type", text(null)).addProperty("instance", text(null))
            .addProperty("fields", new Schema<>(SpecVersion.V31).types(Set.of("array")).items(field));
    }

    private static Schema<?> object(Object... required) {
        var schema = new Schema<>(SpecVersion.V31).types(Set.of("object"));
        var names = new ArrayList<String>();
        for (var i = 0; i < required.length; i += 2) {
            names.add((String) required[i]);
            schema.addProperty((String) required[i], (Schema<?>) required[i + 1]);
        }
        return schema.required(names);
    }

    private static Schema<?> integer() {
        return new Schema<>(SpecVersion.V31).types(Set.of("integer")).format("int32");
    }

    private static Schema<?> text(@org.jspecify.annotations.Nullable String format) {
        return new Schema<>(SpecVersion.V31).type("string").types(Set.of("string")).format(format);
    }

    private static void sortSchemas(OpenAPI api) {
        api.getComponents().setSchemas(new java.util.TreeMap<>(api.getComponents().getSchemas()));
    }
}
