#include "tests/ui/demo_window.h"
#include "ui/commands/commands.h"
#include "ui/labels/class_row.h"
#include "ui/labels/scheme_dialog.h"
#include "ui/scan/label_bar.h"
#include "ui/widgets/key_cap.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace vetrina;
using namespace vetrina::ui;

/// Label schemes: their keys, and the dialog that makes and edits them.
class TestLabelSchemes : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init() { open(); }
    void cleanup() { close(); }
    void anotherSchemeHasOtherKeys();
    void theDialogSaysWhatIsWrongAtItsField();
    void theDialogMakesSavesAndReordersClasses();
    void schemesGoOutAndComeInAsFiles();

private:
    [[nodiscard]] SchemeDialog* openSchemes()
    {
        m_window->commands()->run("label.schemes");
        SchemeDialog* dialog = nullptr;
        (void)QTest::qWaitFor([&] { return (dialog = m_window->findChild<SchemeDialog*>()) && dialog->isVisible(); });
        return dialog;
    }
};

void TestLabelSchemes::anotherSchemeHasOtherKeys()
{
    QVERIFY(m_window->commands()->find("label.class.supernova"));
    QTRY_VERIFY(m_window->commands()->find("label.scheme.morphology"));
    m_window->commands()->run("label.scheme.morphology");
    QTRY_COMPARE(QString::fromStdString(m_window->project()->classes().scheme().name), "morphology");
    QVERIFY(!m_window->commands()->find("label.class.supernova"));
    QVERIFY(m_window->commands()->find("label.class.merger"));
    QTRY_VERIFY(m_window->commands()->find("label.scheme.morphology"));
    QTRY_VERIFY(m_window->commands()->find("label.scheme.morphology")->action->isChecked());
    press(Qt::Key_3);
    QTRY_COMPARE(events().size(), 1u);
    QCOMPARE(events()[0].text, "edge-on");
    QCOMPARE(events()[0].scheme, "morphology");
}

void TestLabelSchemes::theDialogSaysWhatIsWrongAtItsField()
{
    SchemeDialog* dialog = openSchemes();
    QVERIFY(dialog);
    QCOMPARE(dialog->rows(), 6);
    QVERIFY(dialog->problems().empty());
    const auto write = [&](int row, const char* field, const QString& text) {
        QLineEdit* line = dialog->row(row)->field(field);
        line->setFocus();
        line->selectAll();
        text.isEmpty() ? QTest::keyClick(line, Qt::Key_Delete) : QTest::keyClicks(line, text);
    };
    QPushButton* save = nullptr;
    for (QPushButton* one : dialog->findChildren<QPushButton*>())
        if (one->property("role") == "primary")
            save = one;
    QVERIFY(save && !save->isEnabled()); // nothing was changed
    write(1, "key", "u");
    QVERIFY(dialog->row(1)->field("key")->property("wrong").toBool());
    QVERIFY(!dialog->row(0)->field("key")->property("wrong").toBool());
    QStringList said;
    for (QLabel* label : dialog->row(1)->findChildren<QLabel*>())
        if (label->isVisible())
            said << label->text();
    QVERIFY2(said.join(' ').contains("U is the key of Undo"), qPrintable(said.join(' ')));
    QVERIFY(!save->isEnabled());
    write(1, "key", "3");
    QVERIFY(dialog->row(1)->field("key")->property("wrong").toBool()
        || dialog->row(2)->field("key")->property("wrong").toBool());
    write(1, "key", "q");
    QVERIFY(dialog->problems().empty());
    QVERIFY(save->isEnabled());
    QCOMPARE(save->text(), "Save as version 2");
    write(0, "code", "BOG");
    QCOMPARE(dialog->problems().size(), 1u);
    QVERIFY(!save->isEnabled());
    dialog->reject();
}

void TestLabelSchemes::theDialogMakesSavesAndReordersClasses()
{
    SchemeDialog* dialog = openSchemes();
    QVERIFY(dialog);
    dialog->addClass();
    QCOMPARE(dialog->rows(), 7);
    QTest::keyClicks(dialog->row(6)->field("title"), "Kilonova");
    const data::LabelClass made = dialog->edited().classes[6];
    QCOMPARE(made.name, "kilonova"); // what was not written follows the title
    QCOMPARE(made.code, "KILO");
    QCOMPARE(made.key, "7");
    for (QPushButton* one : dialog->row(6)->findChildren<QPushButton*>())
        if (one->accessibleName() == "Up")
            QTest::mouseClick(one, Qt::LeftButton);
    QCOMPARE(dialog->edited().classes[5].name, "kilonova");
    for (QPushButton* one : dialog->row(0)->findChildren<QPushButton*>())
        if (one->accessibleName() == "Remove this class")
            QTest::mouseClick(one, Qt::LeftButton);
    QTRY_COMPARE(dialog->rows(), 6);
    QCOMPARE(dialog->edited().classes[0].name, "bogus");
    // The keys as they will be.
    const auto keys = [&] {
        QStringList names;
        for (KeyButton* one : dialog->findChild<LabelBar*>()->findChildren<KeyButton*>())
            if (one->isVisible())
                names << one->accessibleName();
        return names;
    };
    QTRY_COMPARE(keys(), (QStringList{ "Bogus", "Supernova", "Variable star", "AGN", "Kilonova", "Asteroid" }));
    QSignalSpy saved(dialog, &SchemeDialog::saved);
    dialog->save();
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved[0][1].toInt(), 2);
    const auto& scheme = m_window->project()->classes().scheme();
    QCOMPARE(scheme.version, 2);
    QVERIFY(scheme.find("kilonova") && !scheme.find("real"));
    QTRY_COMPARE(shown(), 0);
    m_window->activateWindow(); // a window manager gives it back; the platform of the tests does not
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    press(Qt::Key_7);
    QTRY_COMPARE(events().size(), 1u);
    QCOMPARE(events()[0].text, "kilonova");
}

void TestLabelSchemes::schemesGoOutAndComeInAsFiles()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath("types.json");
    SchemeDialog* dialog = openSchemes();
    QVERIFY(dialog);
    dialog->exportTo(file);
    QTRY_VERIFY(QFile::exists(file));
    auto scheme = data::LabelScheme::read(file.toStdString()).value();
    QVERIFY(scheme == m_window->project()->classes().scheme());
    scheme.name = "strange";
    scheme.title = "Strange things";
    scheme.classes.resize(2);
    QFile out(dir.filePath("strange.json"));
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(scheme.toJson().c_str());
    out.close();
    dialog->importFrom(out.fileName());
    QTRY_COMPARE(QString::fromStdString(dialog->edited().name), "strange");
    QCOMPARE(dialog->rows(), 2);
    QFile torn(dir.filePath("torn.json"));
    QVERIFY(torn.open(QIODevice::WriteOnly));
    torn.write("{\"name\": \"x\", ");
    torn.close();
    dialog->importFrom(torn.fileName());
    QTRY_VERIFY([&] {
        for (QLabel* label : dialog->findChildren<QLabel*>())
            if (label->text().contains("torn.json: not a JSON object"))
                return true;
        return false;
    }());
    QSignalSpy saved(dialog, &SchemeDialog::saved);
    dialog->save();
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(QString::fromStdString(m_window->project()->classes().scheme().title), "Strange things");
}

QTEST_MAIN(TestLabelSchemes)
#include "tst_label_schemes.moc"
