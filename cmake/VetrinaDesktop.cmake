# What a desktop needs to know of the window: its entry, its icon, and that .avro files are alert packets, so that a
# file manager opens one with it.
install(FILES ${CMAKE_SOURCE_DIR}/packaging/vetrina.desktop DESTINATION share/applications)
install(FILES ${CMAKE_SOURCE_DIR}/packaging/vetrina-mime.xml DESTINATION share/mime/packages RENAME vetrina.xml)
install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/vetrina.svg DESTINATION share/icons/hicolor/scalable/apps)
