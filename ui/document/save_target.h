// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>
#include <QStringList>

class QFileDialog;
class QWidget;

// Names and folders for saving a document.
namespace framescope::ui {

class Document;

/// The file to which the document can be saved without asking; empty if there is none.
QString knownTarget(const Document& document);

/// The folder of the document's file, otherwise `chosen`; if that is empty, the user's home.
QDir folderFor(const Document& document, const QString& chosen);

/// A path in `folder` named after the document's file, or after the host (of a watched recording:
/// the title) and start of its recording. It belongs to no other file and is not in `taken`.
QString proposedFile(const Document& document, const QDir& folder,
                     const QString& suffix = QStringLiteral("pcapng"),
                     const QStringList& taken = {});

/// A dialog that asks for a file name and emits `fileSelected`.
QFileDialog* makeSaveDialog(const Document& document, QWidget* parent, const QString& folder = {});

} // namespace framescope::ui
