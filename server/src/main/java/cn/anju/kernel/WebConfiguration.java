package cn.anju.kernel;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.PathResourceResolver;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.module.SimpleModule;

/** 网页与接口的公共约定：小数写成文字，未知路径交给网页应用。 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    private final NeedsInterceptor needs;
    private final ExportGate exports;

    WebConfiguration(NeedsInterceptor needs, ExportGate exports) {
        this.needs = needs;
        this.exports = exports;
    }

    /** Quantities and prices travel as text: a browser would read a number into a binary fraction. */
    @Bean
    JsonMapperBuilderCustomizer decimalsAsText() {
        return builder -> builder.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).withConfigOverride(BigDecimal.class,
            override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .addModule(new SimpleModule("short decimals").addDeserializer(BigDecimal.class, new ShortDecimals()));
    }

    @Bean
    WebMvcRegistrations indexedRoutes() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new IndexedRoutes();
            }
        };
    }

    @Bean
    JsonMapperBuilderCustomizer requireComponents() {
        return builder -> builder.addModule(new SimpleModule("required components") {
            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.insertAnnotationIntrospector(new RequiredComponents());
            }
        });
    }

    /** A year of nine digits is nothing that anybody means; reports would count the months up to it. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, LocalDate.class, text -> text.isBlank() ? null : within(LocalDate.parse(text.strip())));
        registry.addConverter(String.class, YearMonth.class, text -> text.isBlank() ? null : within(YearMonth.parse(text.strip())));
    }

    private static <T extends TemporalAccessor> T within(T date) {
        var year = date.get(ChronoField.YEAR);
        if (year < FIRST_YEAR || year > LAST_YEAR) throw new DateTimeException("year out of range: " + date);
        return date;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(needs).addPathPatterns("/api/**");
        registry.addInterceptor(exports).addPathPatterns("/api/**");
    }

    /** Each of the three web apps has addresses of its own; an address that is no file is answered by its start page. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (var app : new String[] {"field", "home"})
            registry.addResourceHandler("/" + app + "/**").addResourceLocations("classpath:/static/" + app + "/")
                .setCacheControl(CacheControl.noCache()).resourceChain(false).addResolver(new StartPage());
        registry.addResourceHandler("/assets/**").addResourceLocations("classpath:/static/desk/assets/")
            .setCacheControl(CacheControl.maxAge(java.time.Duration.ofDays(365)).immutable());
        registry.addResourceHandler("/**").addResourceLocations("classpath:/static/desk/")
            .setCacheControl(CacheControl.noCache()).resourceChain(false).addResolver(new StartPage());
    }

    /** A folder is no file: its start page has to be named. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
        for (var app : new String[] {"field", "home"})
            registry.addViewController("/" + app + "/").setViewName("forward:/" + app + "/index.html");
    }

    private static final class StartPage extends PathResourceResolver {

        @Override
        protected @org.jspecify.annotations.Nullable Resource getResource(String path, Resource location) throws java.io.IOException {
            var file = super.getResource(path, location);
            if (file != null || path.startsWith("api/") || path.startsWith("actuator/") || path.contains(".")) return file;
            return super.getResource("index.html", location);
        }
    }
}
