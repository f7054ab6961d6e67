#include "ui/theme/language.h"

#include <QBuffer>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace vetrina::ui;

/// What the window says in other languages: all of it, with the numbers and names that are filled in.
class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyWordOfTheWindowIsTranslated_data() { languagesButEnglish(); }
    void everyWordOfTheWindowIsTranslated();
    void whatIsFilledInStandsInBoth_data() { languagesButEnglish(); }
    void whatIsFilledInStandsInBoth();
    void oneAndSeveralAreOtherWords();
    void unfinishedWordsStayEnglish();

private:
    static void languagesButEnglish()
    {
        QTest::addColumn<QString>("code");
        for (const QString& code : languages())
            if (code != "en")
                QTest::newRow(qPrintable(code)) << code;
    }
    /// Every text that the sources of the window give to tr() and its kin.
    static QSet<QString> wordsOfTheWindow();
};

QSet<QString> TestTranslations::wordsOfTheWindow()
{
    static const QString text = "((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*)+)";
    static const QRegularExpression call(
        "\\b(?:tr|translate|QT_TRANSLATE_NOOP)\\(\\s*" + text + "(?:,\\s*" + text + ")?");
    static const QRegularExpression literal("\"((?:[^\"\\\\]|\\\\.)*)\"");
    const auto textOf = [](const QString& literals) {
        QString text;
        for (auto it = literal.globalMatch(literals); it.hasNext();)
            text += it.next().captured(1);
        return text.replace("\\n", "\n").replace("\\\"", "\"");
    };
    QSet<QString> words;
    for (const char* folder : { "ui", "app/window" })
        for (QDirIterator files(QString(VETRINA_SOURCE_DIR "/") + folder, { "*.cpp", "*.h" }, QDir::Files,
                 QDirIterator::Subdirectories);
             files.hasNext();) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            for (auto it = call.globalMatch(QString::fromUtf8(file.readAll())); it.hasNext();) {
                const auto match = it.next();
                const bool hasContext = !match.captured(0).startsWith("tr(");
                words << textOf(match.captured(hasContext ? 2 : 1));
            }
        }
    words.remove({});
    return words;
}

void TestTranslations::everyWordOfTheWindowIsTranslated()
{
    QFETCH(QString, code);
    QFile file(":/translations/vetrina_" + code + ".ts");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text.count("type=\"unfinished\""), 0);
    file.seek(0);
    TsTranslator translator;
    QVERIFY(translator.read(file));
    QStringList missing;
    const QSet<QString> words = wordsOfTheWindow();
    QVERIFY2(words.size() > 800, qPrintable(QString::number(words.size())));
    for (const QString& one : words)
        if (translator.translate("anywhere", one.toUtf8(), nullptr, -1).isEmpty())
            missing << one;
    missing.sort();
    QVERIFY2(missing.isEmpty(), qPrintable("\n" + missing.join('\n')));
}

void TestTranslations::whatIsFilledInStandsInBoth()
{
    QFETCH(QString, code);
    QFile file(":/translations/vetrina_" + code + ".ts");
    QVERIFY(file.open(QIODevice::ReadOnly));
    TsTranslator translator;
    QVERIFY(translator.read(file));
    static const QRegularExpression place("%L?(?:[0-9]|n)");
    const auto placesOf = [](const QString& words) {
        QStringList places;
        for (auto it = place.globalMatch(words); it.hasNext();)
            places << it.next().captured();
        places.sort();
        return places;
    };
    for (const QString& one : wordsOfTheWindow())
        for (const int n : { 1, 7 }) {
            QStringList wanted = placesOf(one), found = placesOf(translator.translate("", one.toUtf8(), nullptr, n));
            if (n == 1) { // "the only one" needs no number
                wanted.removeIf([](const QString& place) { return place.endsWith('n'); });
                found.removeIf([](const QString& place) { return place.endsWith('n'); });
            }
            QVERIFY2(wanted == found, qPrintable(one));
        }
}

void TestTranslations::oneAndSeveralAreOtherWords()
{
    QCOMPARE(useLanguage("it"), "it");
    const auto say = [](int n) {
        return QCoreApplication::translate("vetrina::ui::QueueModel", ", %n alerts", nullptr, n);
    };
    QCOMPARE(say(1), ", 1 segnalazione");
    QCOMPARE(say(7), ", 7 segnalazioni");
    QCOMPARE(QCoreApplication::translate("vetrina::ui::ScanPage", "Undo"), "Annulla");
    QCOMPARE(useLanguage("en"), "en");
    QCOMPARE(say(1), ", 1 alert");
    QCOMPARE(say(7), ", 7 alerts");
    QCOMPARE(languages().count("en"), 1);
}

void TestTranslations::unfinishedWordsStayEnglish()
{
    QByteArray text = "<TS><context><name>A</name>"
                      "<message><source>one</source><translation type='unfinished'>uno</translation></message>"
                      "<message><source>two</source><translation></translation></message>"
                      "<message><source>three</source><translation>tre</translation></message>"
                      "</context></TS>";
    QBuffer file(&text);
    QVERIFY(file.open(QIODevice::ReadOnly));
    TsTranslator translator;
    QVERIFY(translator.read(file));
    QCOMPARE(translator.translate("A", "one", nullptr, -1), QString());
    QCOMPARE(translator.translate("A", "two", nullptr, -1), QString());
    QCOMPARE(translator.translate("A", "three", nullptr, -1), "tre");
    QCOMPARE(translator.translate("B", "three", nullptr, -1), "tre"); // better so than in English
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
