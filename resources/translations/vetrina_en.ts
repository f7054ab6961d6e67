<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- English stands in the sources; here are the words for one, where those for several would read badly. -->
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>vetrina::ui::NightExportPanel</name>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied: %n candidates.</source>
        <translation>
            <numerusform>Copied: %n candidate.</numerusform>
            <numerusform>Copied: %n candidates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n candidates in %1.</source>
        <translation>
            <numerusform>%n candidate in %1.</numerusform>
            <numerusform>%n candidates in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vetrina::ui::QueueModel</name>
    <message numerus="yes">
        <source>, %n alerts</source>
        <translation>
            <numerusform>, %n alert</numerusform>
            <numerusform>, %n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vetrina::ui::Labelling</name>
    <message numerus="yes">
        <source>, all %n alerts</source>
        <translation>
            <numerusform>, the only alert</numerusform>
            <numerusform>, all %n alerts</numerusform>
        </translation>
    </message>
</context>
</TS>
