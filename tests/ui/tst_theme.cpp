#include "ui/lightcurve/band_marks.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

#include <cmath>
#include <set>

using namespace vetrina::ui;

namespace {

/// Relative luminance, WCAG 2.1.
double luminance(const QColor& c)
{
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTokenHasANameAndTwoColours();
    void textReadsOnEverySurfaceItStandsOn_data();
    void textReadsOnEverySurfaceItStandsOn();
    void everyBandHasAColourAndAMarkOfItsOwn();
    void theStylesheetIsFilledIn();
    void theFocusRingIsPaintedForTheKeyboardOnly();
};

void TestTheme::everyTokenHasANameAndTwoColours()
{
    for (std::size_t i = 0; i < tokenCount; ++i) {
        const auto token = static_cast<Token>(i);
        QVERIFY(!name(token).empty());
        QCOMPARE(tokenNamed(name(token)), std::optional(token));
        QVERIFY(Tokens::of(Scheme::Dark)[token].isValid());
        QVERIFY(Tokens::of(Scheme::Light)[token].isValid());
    }
    QVERIFY(!tokenNamed("mauve"));
}

void TestTheme::textReadsOnEverySurfaceItStandsOn_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<int>("ink");
    QTest::addColumn<int>("surface");
    QTest::addColumn<double>("least");
    const std::vector<Token> surfaces{ Token::Well, Token::Window, Token::Panel, Token::Control };
    const auto row = [](Scheme scheme, Token ink, Token surface, double least) {
        QTest::newRow(qPrintable(QString("%1: %2 on %3")
                                     .arg(scheme == Scheme::Dark ? "dark" : "light")
                                     .arg(name(ink).data())
                                     .arg(name(surface).data())))
            << static_cast<int>(scheme) << static_cast<int>(ink) << static_cast<int>(surface) << least;
    };
    for (const Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        for (const Token surface : surfaces)
            for (const Token ink : { Token::Text, Token::Text2, Token::Text3, Token::AccentText })
                row(scheme, ink, surface, 4.5);
        for (const Token surface : { Token::AccentWash, Token::AccentFill, Token::Hover })
            row(scheme, Token::Text, surface, 4.5);
        row(scheme, Token::AccentText, Token::AccentFill, 4.5);
        // Tags: outlined ones are ink on the queue's surfaces, filled ones are surfaces.
        for (const Token c : { Token::Real, Token::Bogus, Token::Supernova, Token::Agn, Token::VariableStar,
                 Token::Asteroid, Token::Anomaly, Token::Ok, Token::Bad }) {
            row(scheme, c, Token::Panel, 4.5);
            row(scheme, c, Token::Well, 4.5);
            row(scheme, c, Token::AccentWash, 4.5);
            row(scheme, Token::TextOnAccent, c, 4.5);
        }
        row(scheme, Token::TextOnAccent, Token::Accent, 4.5);
        // Edges of controls and marks need 3:1.
        row(scheme, Token::LineStrong, Token::Window, 3);
        row(scheme, Token::LineStrong, Token::Panel, 3);
        row(scheme, Token::Focus, Token::Window, 3);
        row(scheme, Token::Focus, Token::Panel, 3);
        row(scheme, Token::Accent, Token::Well, 3);
        for (const char band : std::string_view("ugrizy")) {
            row(scheme, bandToken(band), Token::Panel, 4.5); // the legend writes in them too
            row(scheme, bandToken(band), Token::Well, 3);
        }
    }
}

void TestTheme::textReadsOnEverySurfaceItStandsOn()
{
    QFETCH(int, scheme);
    QFETCH(int, ink);
    QFETCH(int, surface);
    QFETCH(double, least);
    const Tokens& tokens = Tokens::of(static_cast<Scheme>(scheme));
    const double ratio = contrast(tokens[static_cast<Token>(ink)], tokens[static_cast<Token>(surface)]);
    QVERIFY2(ratio >= least, qPrintable(QString::number(ratio)));
}

void TestTheme::everyBandHasAColourAndAMarkOfItsOwn()
{
    std::set<int> shapes;
    std::set<QRgb> colours;
    for (const char band : std::string_view("ugrizy")) {
        shapes.insert(static_cast<int>(shapeOf(band)));
        colours.insert(Tokens::of(Scheme::Dark)[bandToken(band)].rgb());
    }
    QCOMPARE(shapes.size(), 6u); // who does not see the colours sees the shapes
    QCOMPARE(colours.size(), 6u);
    QVERIFY(!shapes.contains(static_cast<int>(shapeOf('?'))));
    // Painted, no two are alike, nor like the limit and the other sign of their own band.
    std::set<QByteArray> pictures;
    for (const char band : std::string_view("ugrizy"))
        for (const auto look : { BandMark::Look::Filled, BandMark::Look::Hollow, BandMark::Look::Limit }) {
            QImage image =
                markPixmap({ band, look }, Qt::black, 2).toImage().convertToFormat(QImage::Format_Grayscale8);
            for (int y = 0; y < image.height(); ++y) // shape alone
                for (int x = 0; x < image.width(); ++x)
                    image.scanLine(y)[x] = image.constScanLine(y)[x] > 60 ? 255 : 0;
            pictures.insert(QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes()));
        }
    QCOMPARE(pictures.size(), 6u * 2 + 1); // limits are triangles in every band
}

void TestTheme::theStylesheetIsFilledIn()
{
    for (const Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        const QString sheet = styleSheet(scheme);
        QVERIFY(sheet.size() > 2000);
        const auto at = sheet.indexOf('@');
        QVERIFY2(at < 0, qPrintable(sheet.mid(at, 30)));
        QVERIFY(sheet.contains(Tokens::of(scheme)[Token::Panel].name()));
    }
    QVERIFY(styleSheet(Scheme::Dark) != styleSheet(Scheme::Light));
}

void TestTheme::theFocusRingIsPaintedForTheKeyboardOnly()
{
    applyTheme(Scheme::Dark);
    const auto painted = [](QStyle::State state) {
        QImage image(40, 20, QImage::Format_ARGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        QStyleOptionFocusRect option;
        option.rect = image.rect();
        option.state = state;
        QApplication::style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter);
        painter.end();
        return QColor(image.pixel(20, 0));
    };
    QCOMPARE(painted(QStyle::State_KeyboardFocusChange), colour(Token::Focus));
    QCOMPARE(painted(QStyle::State_None), QColor(Qt::black));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
