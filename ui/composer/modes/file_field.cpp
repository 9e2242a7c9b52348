// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/file_field.h"

#include "present/words/format.h"
#include "ui/composer/edit/message_line.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QUrl>

namespace framescope::ui {

FileField::FileField(QWidget* parent)
    : QWidget(parent), path_(new MessageLine), size_(style::plainLabel({}, "muted"))
{
    path_->setObjectName(QStringLiteral("composerFile"));
    path_->setAccessibleName(tr("File to send"));
    path_->setPlaceholderText(tr("A file; it can be dropped here"));
    size_->setObjectName(QStringLiteral("composerFileSize"));
    auto* column = style::column(this, {}, 4);
    column->addWidget(style::withBrowseButton(path_, tr("File to send"), tr("Browse…"),
                                              QFileDialog::ExistingFile));
    column->addWidget(size_);
    column->addStretch(1);
    setFocusProxy(path_);
    connect(path_, &QLineEdit::textChanged, this, [this] {
        describe();
        emit changed();
    });
    describe();
}

QString FileField::path() const
{
    return QDir::fromNativeSeparators(path_->text());
}

void FileField::setPath(const QString& path)
{
    path_->setText(QDir::toNativeSeparators(path));
}

void FileField::describe()
{
    const QFileInfo file(path());
    size_->setText(path().isEmpty()
                       ? tr("It is read while it is sent, so that it can be of any size.")
                   : file.isFile() ? present::formatBytes(static_cast<std::uint64_t>(file.size()))
                                   : tr("There is no such file."));
}

QString draggedFile(const QMimeData* dragged)
{
    const auto urls = dragged ? dragged->urls() : QList<QUrl>();
    return urls.isEmpty() ? QString() : urls.constFirst().toLocalFile();
}

} // namespace framescope::ui
