package cn.anju.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** 连地址都读不懂的请求，到不了应用；容器的回答也是一个代码加一句话，不说自己是什么软件。 */
@Component
class ContainerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> ((StandardHost) context.getParent()).setErrorReportValveClass(Report.class.getName()));
    }

    /** Made by Tomcat, by its name. */
    public static final class Report extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            var status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            var answer = """
                {"type":"about:blank","title":"Refused","status":%d,"detail":"%s","code":"%s"}
                """.formatted(status, status < 500 ? "地址或请求的写法不对，请检查" : "系统出了意外，请告诉管理员", status < 500 ? "request-invalid" : "unexpected");
            try {
                response.setContentType("application/problem+json");
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.setHeader("Cache-Control", "no-store");
                response.getOutputStream().write(answer.strip().getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException e) {
                container.getLogger().debug("the sender did not wait for the refusal", e);
            }
        }
    }
}
