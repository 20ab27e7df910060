package cn.anju.resident;

import cn.anju.Seed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    private static final String ORGANISATION_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private final long seed = Seed.next();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({"16600000001,16600000001", "166-0000-0002,16600000002", "'166 0000 0011',16600000011", "１６６００００００１２,16600000012",
        "0371-3734079,03713734079", "'037 5-21 35442',03752135442", "010-12345678,01012345678", "0371 87654321,037187654321", "166－0000－0007,16600000007"})
    void 电话写法不同_号码相同(String text, String digits) {
        assertThat(Phone.of(text)).contains(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "166000000", "12345678901", "87654321", "0371", "012345678", "0123456789012", "1660000000a", "166000000011", "(0371)3734079"})
    void 不可能对的电话(String text) {
        assertThat(Phone.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "11010519491231002x", "110105195803230009", " 110105 195803230009 "})
    void 对的身份证(String text) {
        assertThat(IdNumber.of(text)).hasValueSatisfying(number -> assertThat(number.kind()).isEqualTo(IdNumber.Kind.RESIDENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"91410600C4XJ1AFADU", "91410600acp6cuccx4", "91410600rj216e7een"})
    void 对的统一社会信用代码(String text) {
        assertThat(IdNumber.of(text)).hasValueSatisfying(number -> assertThat(number.kind()).isEqualTo(IdNumber.Kind.ORGANISATION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "110105194912310021", "11010519491231002", "11010519491231002X0", "91410600C4XJ1AFADW", "E12345678", "一二三四五六七八九十一二三四五六七八"})
    void 不可能对的证件号(String text) {
        assertThat(IdNumber.of(text)).isEmpty();
    }

    @Test void 身份证_校验位对了才对_改一位就错() {
        for (var round = 0; round < 2_000; round++) {
            var birth = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(34_000));
            var body = "%06d%04d%02d%02d%03d".formatted(110000 + random.nextInt(540000), birth.getYear(), birth.getMonthValue(), birth.getDayOfMonth(), random.nextInt(1000));
            var number = body + residentCheck(body);
            assertThat(IdNumber.of(random.nextBoolean() ? number : number.toLowerCase(Locale.ROOT))).as("seed %d: %s", seed, number)
                .hasValueSatisfying(known -> assertThat(known.birthOn()).isEqualTo(birth));
            var place = 14 + random.nextInt(3);
            var altered = number.substring(0, place) + (char) ('0' + (number.charAt(place) - '0' + 1 + random.nextInt(9)) % 10) + number.substring(place + 1);
            assertThat(IdNumber.of(altered).filter(known -> known.kind() == IdNumber.Kind.RESIDENT)).as("seed %d: %s", seed, altered).isEmpty();
        }
    }

    @Test void 出生日期不存在_校验位再对也不对() {
        var body = "11010519490230002";
        assertThat(IdNumber.of(body + residentCheck(body)).filter(known -> known.kind() == IdNumber.Kind.RESIDENT)).isEmpty();
    }

    @Test void 信用代码_校验位对了才对_改一位就错() {
        for (var round = 0; round < 2_000; round++) {
            var body = new StringBuilder("91410600");
            while (body.length() < 17) body.append(ORGANISATION_DIGITS.charAt(random.nextInt(31)));
            var number = body.toString() + organisationCheck(body.toString());
            assertThat(IdNumber.of(number)).as("seed %d: %s", seed, number).isPresent();
            var place = 8 + random.nextInt(9);
            var other = ORGANISATION_DIGITS.charAt((ORGANISATION_DIGITS.indexOf(number.charAt(place)) + 1 + random.nextInt(30)) % 31);
            var altered = number.substring(0, place) + other + number.substring(place + 1);
            assertThat(IdNumber.of(altered).filter(known -> known.kind() == IdNumber.Kind.ORGANISATION)).as("seed %d: %s", seed, altered).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"豫a·12345,豫A12345,true", "豫 A 12345,豫A12345,true", "京AD12345,京AD12345,true", "粤Z1234港,粤Z1234港,true", "临时车,临时车,false"})
    void 车牌统一写法(String text, String plate, boolean isUsual) {
        assertThat(Plate.of(text)).isEqualTo(new Plate(plate, isUsual));
    }

    @ParameterizedTest
    @CsvSource({"晴川百货有限公司,true", "王店,false", "张中心,false", "欧阳锋,false", "红星幼儿园,true", "大桥贸易有限公司(郑州),true"})
    void 名称是不是单位(String name, boolean isCompany) {
        assertThat(Names.isCompany(name)).isEqualTo(isCompany);
    }

    /** ISO 7064 MOD 11-2, worked out the other way round than the product does: by trying all check characters. */
    private static char residentCheck(String body) {
        for (var check = 0; check <= 10; check++) {
            var remainder = 0;
            for (var digit : body.toCharArray()) remainder = (remainder + digit - '0') * 2 % 11;
            if ((remainder + check) % 11 == 1) return check == 10 ? 'X' : (char) ('0' + check);
        }
        throw new AssertionError();
    }

    private static char organisationCheck(String body) {
        var weights = new int[] {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
        for (var check : ORGANISATION_DIGITS.toCharArray()) {
            var sum = ORGANISATION_DIGITS.indexOf(check);
            for (var place = 0; place < 17; place++) sum += weights[place] * ORGANISATION_DIGITS.indexOf(body.charAt(place));
            if (sum % 31 == 0) return check;
        }
        throw new AssertionError();
    }
}
