package cn.anju.notification;

import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.util.MailConnectException;

/** 邮件：SMTP 发出去，正文是纯文字，可以退订的带着退订的地址；邮件号就是我们的号，收信方据此认得出重复。 */
class Email implements Channel {

    private static final String PATIENCE = "10000";

    private final Session session;
    private final String from;

    /** @param security ssl, starttls or none (only for a server of our own) */
    Email(String host, int port, String user, String password, String from, String security) {
        var properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.auth", Boolean.toString(!user.isEmpty()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(security.equals("ssl")));
        properties.put("mail.smtp.starttls.required", Boolean.toString(security.equals("starttls")));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(security.equals("starttls")));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        for (var wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) properties.put("mail.smtp." + wait, PATIENCE);
        this.session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, password);
            }
        });
        this.from = from;
    }

    @Override
    public Kind kind() {
        return Kind.EMAIL;
    }

    @Override
    public Answer send(Outgoing message) {
        try {
            var mail = new MimeMessage(session) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", "<%s@anju>".formatted(message.number()));
                }
            };
            mail.setFrom(new InternetAddress(from, true));
            mail.setRecipient(RecipientType.TO, new InternetAddress(message.address(), true));
            mail.setSubject(message.topic(), StandardCharsets.UTF_8.name());
            mail.setText(message.body(), StandardCharsets.UTF_8.name());
            if (Topic.of(message.topic()).stream().noneMatch(each -> each.isStatutory))
                mail.setHeader("List-Unsubscribe", "<mailto:%s?subject=%s>".formatted(mail.getFrom()[0] instanceof InternetAddress office ? office.getAddress() : from,
                    URLEncoder.encode("退订 " + message.topic(), StandardCharsets.UTF_8).replace("+", "%20")));
            Transport.send(mail);
            return new Answer.Accepted();
        } catch (AddressException e) {
            return new Answer.Refused("邮箱写得不对");
        } catch (MailConnectException e) {
            return new Answer.Unavailable("连不上邮件服务器");
        } catch (SendFailedException e) {
            return new Answer.Refused("邮件服务器不收这个地址");
        } catch (MessagingException e) {
            return e.getCause() instanceof ConnectException || e.getCause() instanceof UnknownHostException ? new Answer.Unavailable("连不上邮件服务器") : new Answer.Unknown("邮件服务器没有答复");
        }
    }

    /** SMTP cannot be asked: a mail whose answer was lost goes out again under the same message number. */
    @Override
    public Optional<Answer> find(Outgoing message) {
        return Optional.empty();
    }
}
