#include "ui/theme/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QXmlStreamReader>

namespace vetrina::ui {

namespace {

TsTranslator* g_inForce = nullptr; ///< the application's

/// The words of a translation; of one that counts, those for one and those for several.
QStringList formsOf(QXmlStreamReader& xml)
{
    QStringList forms;
    QString words;
    while (xml.readNext() != QXmlStreamReader::EndElement && !xml.hasError()) {
        if (xml.isStartElement())
            forms << xml.readElementText();
        else if (xml.isCharacters())
            words += xml.text();
    }
    return forms.isEmpty() ? QStringList{ words } : forms;
}

QByteArray keyOf(const QByteArray& context, const QByteArray& source) { return context + '\0' + source; }

} // namespace

bool TsTranslator::read(QIODevice& file)
{
    QXmlStreamReader xml(&file);
    if (!xml.readNextStartElement() || xml.name() != QLatin1String("TS"))
        return false;
    while (xml.readNextStartElement()) { // context
        if (xml.name() != QLatin1String("context")) {
            xml.skipCurrentElement();
            continue;
        }
        QByteArray context;
        while (xml.readNextStartElement()) {
            if (xml.name() == QLatin1String("name")) {
                // The window's classes stand in a namespace: lupdate writes it, Qt asks with it or without.
                context = xml.readElementText().toUtf8();
            } else if (xml.name() == QLatin1String("message")) {
                QString source;
                QStringList forms;
                bool finished = true;
                while (xml.readNextStartElement()) {
                    if (xml.name() == QLatin1String("source")) {
                        source = xml.readElementText();
                    } else if (xml.name() == QLatin1String("translation")) {
                        finished = !xml.attributes().hasAttribute("type");
                        forms = formsOf(xml);
                    } else {
                        xml.skipCurrentElement();
                    }
                }
                if (finished && !forms.contains(QString()) && !forms.isEmpty()) {
                    m_words.insert(keyOf(context, source.toUtf8()), forms);
                    // The same words elsewhere: better so than in English.
                    if (const QByteArray anywhere = keyOf({}, source.toUtf8()); !m_words.contains(anywhere))
                        m_words.insert(anywhere, forms);
                }
            } else {
                xml.skipCurrentElement();
            }
        }
    }
    return !xml.hasError();
}

QString TsTranslator::translate(const char* context, const char* source, const char*, int n) const
{
    auto found = m_words.constFind(keyOf(context, source));
    if (found == m_words.constEnd())
        found = m_words.constFind(keyOf({}, source));
    if (found == m_words.constEnd())
        return {};
    return n == 1 || found->size() == 1 ? found->first() : found->last();
}

QStringList languages()
{
    QStringList codes{ "en" };
    for (const QString& file : QDir(":/translations").entryList({ "vetrina_*.ts" }))
        codes << file.mid(8, file.size() - 11);
    codes.removeDuplicates(); // English has a file too, of its singulars
    return codes;
}

QString useLanguage(const QString& code)
{
    if (g_inForce) {
        QCoreApplication::removeTranslator(g_inForce);
        delete g_inForce;
        g_inForce = nullptr;
    }
    QString wanted = code == "system" || code.isEmpty() ? QLocale::system().name().left(2) : code;
    if (!languages().contains(wanted))
        wanted = QStringLiteral("en");
    QFile file(":/translations/vetrina_" + wanted + ".ts");
    auto* translator = new TsTranslator(QCoreApplication::instance());
    if (!file.open(QIODevice::ReadOnly) || !translator->read(file)) {
        delete translator;
        return QStringLiteral("en");
    }
    QCoreApplication::installTranslator(translator);
    g_inForce = translator;
    return wanted;
}

} // namespace vetrina::ui
