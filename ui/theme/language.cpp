#include "ui/theme/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QXmlStreamReader>

namespace vetrina::ui {

namespace {

TsTranslator* g_inForce = nullptr; ///< the application's

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
                QString source, translation;
                bool finished = true;
                while (xml.readNextStartElement()) {
                    if (xml.name() == QLatin1String("source")) {
                        source = xml.readElementText();
                    } else if (xml.name() == QLatin1String("translation")) {
                        finished = !xml.attributes().hasAttribute("type");
                        translation = xml.readElementText();
                    } else {
                        xml.skipCurrentElement();
                    }
                }
                if (finished && !translation.isEmpty()) {
                    m_words.insert(keyOf(context, source.toUtf8()), translation);
                    m_sources.insert(translation, source);
                }
            } else {
                xml.skipCurrentElement();
            }
        }
    }
    return !xml.hasError();
}

QString TsTranslator::translate(const char* context, const char* source, const char*, int) const
{
    return m_words.value(keyOf(context, source));
}

QStringList languages()
{
    QStringList codes{ "en" };
    for (const QString& file : QDir(":/translations").entryList({ "vetrina_*.ts" }))
        codes << file.mid(8, file.size() - 11);
    return codes;
}

QString useLanguage(const QString& code)
{
    if (g_inForce) {
        QCoreApplication::removeTranslator(g_inForce);
        delete g_inForce;
        g_inForce = nullptr;
    }
    const QString wanted = code == "system" || code.isEmpty() ? QLocale::system().name().left(2) : code;
    QFile file(":/translations/vetrina_" + wanted + ".ts");
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("en");
    auto* translator = new TsTranslator(QCoreApplication::instance());
    if (!translator->read(file)) {
        delete translator;
        return QStringLiteral("en");
    }
    QCoreApplication::installTranslator(translator);
    g_inForce = translator;
    return wanted;
}

} // namespace vetrina::ui
