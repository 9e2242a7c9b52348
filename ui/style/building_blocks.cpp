// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/building_blocks.h"

#include <QDialog>
#include <QDir>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace framescope::ui::style {

namespace {

constexpr int ProgressSteps = 1000; // QProgressBar takes only ints

template <typename Layout>
Layout* makeLayout(QWidget* widget, const QMargins& margins, int spacing)
{
    auto* layout = new Layout(widget);
    layout->setContentsMargins(margins);
    layout->setSpacing(spacing);
    return layout;
}

} // namespace

QVBoxLayout* column(QWidget* widget, const QMargins& margins, int spacing)
{
    return makeLayout<QVBoxLayout>(widget, margins, spacing);
}

QHBoxLayout* row(QWidget* widget, const QMargins& margins, int spacing)
{
    return makeLayout<QHBoxLayout>(widget, margins, spacing);
}

QToolButton* iconButton(const char* objectName, const char* icon, const QString& what, Ink ink)
{
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(objectName));
    button->setIcon(style::icon(QLatin1String(icon), ink));
    button->setToolTip(what);
    button->setAccessibleName(what);
    return button;
}

QWidget* withBrowseButton(QLineEdit* field, const QString& title, const QString& toolTip,
                          QFileDialog::FileMode mode)
{
    auto* holder = new QWidget;
    auto* layout = row(holder, {}, UsualSpacing);
    auto* browse = iconButton("", "open", QObject::tr("Choose: %1").arg(title));
    browse->setToolTip(toolTip);
    layout->addWidget(field, 1);
    layout->addWidget(browse);
    holder->setFocusProxy(field);
    QObject::connect(browse, &QToolButton::clicked, field, [field, title, mode] {
        const bool isFolder = mode == QFileDialog::Directory;
        auto* dialog =
            new QFileDialog(field->window(), title, isFolder ? field->text() : QString());
        dialog->setFileMode(mode);
        dialog->setOption(QFileDialog::ShowDirsOnly, isFolder);
        QObject::connect(dialog, &QFileDialog::fileSelected, field, [field](const QString& path) {
            field->setText(QDir::toNativeSeparators(path));
        });
        openOnce(dialog);
    });
    return holder;
}

QProgressBar* progressBar(const QString& accessibleName)
{
    auto* bar = new QProgressBar;
    bar->setTextVisible(false);
    bar->setRange(0, ProgressSteps);
    bar->setAccessibleName(accessibleName);
    return bar;
}

void showPart(QProgressBar* bar, quint64 done, quint64 whole)
{
    const double part =
        static_cast<double>(done) / static_cast<double>(std::max<quint64>(whole, 1));
    bar->setValue(static_cast<int>(part * ProgressSteps));
}

QDialogButtonBox* dialogButtons(QDialog* dialog, QDialogButtonBox::StandardButtons buttons)
{
    auto* box = new QDialogButtonBox(buttons);
    QObject::connect(box, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(box, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    return box;
}

void centreLabels(QFormLayout& form)
{
    for (int row = 0; row < form.rowCount(); ++row) {
        if (const QLayoutItem* label = form.itemAt(row, QFormLayout::LabelRole)) {
            label->widget()->setProperty("field", true);
        }
    }
}

void growToFit(QDialog& dialog)
{
    if (!dialog.isVisible()) {
        return; // it will be as large as it wants to be
    }
    QLayout& layout = *dialog.layout();
    layout.activate();
    if (const int needed = layout.totalHeightForWidth(dialog.width()); needed > dialog.height()) {
        dialog.resize(dialog.width(), needed);
    }
}

void openOnce(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void fitToRows(QAbstractItemView& list, int most)
{
    constexpr int Edge = 4;
    const int rows = std::clamp(list.model()->rowCount(), 1, most);
    int height = rows * std::max(list.sizeHintForRow(0), 1) + 2 * list.frameWidth() + Edge;
    if (const auto* tree = qobject_cast<QTreeView*>(&list); tree && !tree->isHeaderHidden()) {
        height += tree->header()->sizeHint().height();
    }
    list.setMinimumHeight(height);
    list.setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
}

QMenu* menuFor(QWidget* widget, const char* objectName)
{
    auto* menu = new QMenu(widget);
    menu->setObjectName(QLatin1String(objectName));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

void addSeparator(QWidget* widget)
{
    auto* line = new QAction(widget);
    line->setSeparator(true);
    widget->addAction(line);
}

} // namespace framescope::ui::style
