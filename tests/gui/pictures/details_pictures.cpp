// SPDX-License-Identifier: GPL-3.0-or-later
#include "details_pictures.h"

#include "ui/details/shell/details_pane.h"
#include "ui/timeline/table/timeline_view.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

namespace framescope::test {

namespace {

using Tab = ui::DetailsPane::Tab;

constexpr const char* Order =
    R"({"type":"order","id":4711,"side":"buy","price":101.50,"limit":null,"tags":["new","eu"],)"
    R"("user":{"name":"Grüße, Ann","level":3},"items":[{"sku":"A1","price":40.25,"n":2},)"
    R"({"sku":"B7","price":21,"n":1}],"note":"price on request; the price list follows"})";

class DetailsPictures
{
public:
    using Take = std::function<void(QWidget&, const char*)>;

    DetailsPictures(WindowFixture& fixture, const Take& take) : f_(fixture), take_(take) {}

    void run()
    {
        f_.connectTo(QStringLiteral("/echo"));
        require(QTest::qWaitFor([this] { return f_.isOpen(); }, Patience), "open");
        session::Session& session = *f_.page().document().session();
        session.send(message::Text{QString::fromUtf8(Order)});
        // {"kind": "snapshot", "seq": 9007199254740993, "body": base64 of gzip of JSON, …}
        session.send(message::Binary{
            QByteArray::fromHex("86a46b696e64a8736e617073686f74a3736571cf0020000000000001a4626f6479"
                                "d950") +
            QByteArray("H4sIAAAAAAACA6tWKqksSFWyUirJTM5W0lHKTFGyMjHSUSpJTC9WsopWSgSKJSnF1gIAN7"
                       "EhmygAAAA=") +
            QByteArray::fromHex("a4736e6170c408deadbeef00112233a2617493c3c0cb7ff8000000000000a27473"
                                "d6ff6553f100")});
        session.send(
            message::Binary{QByteArray::fromHex("83a26964cd1234a474797065a57472616465a5707269")});
        session.send(message::Text{QStringLiteral("not the same kind of text at all")});
        session.send(message::Text{
            QString::fromUtf8(Order).replace(QLatin1String("\"n\":2"), QLatin1String("\"n\":20"))});
        const auto arrived = [this] { return f_.rowOf(QStringLiteral("83 A2")) >= 0; };
        require(QTest::qWaitFor(arrived, Patience), "previews");
        takeText();
        takeHex();
        takeJson();
        takeDecoded();
        takeDiff();
    }

private:
    void select(const char* preview, Tab tab)
    {
        const int row = f_.rowOf(QLatin1String(preview));
        require(row >= 0, preview);
        auto& view = f_.page().timelineView();
        view.setFollowing(false);
        view.setCurrentIndex(f_.page().model().index(row, 0));
        view.scrollTo(view.currentIndex(), QAbstractItemView::PositionAtCenter);
        f_.page().details().setCurrentTab(tab);
        QTest::qWait(200);
    }

    template <class Widget = QWidget>
    Widget* in(const char* pane, const char* object)
    {
        auto* widget = f_.page()
                           .details()
                           .findChild<QWidget*>(QLatin1String(pane))
                           ->findChild<Widget*>(QLatin1String(object));
        require(widget != nullptr, object);
        return widget;
    }

    void find(const char* pane, const char* view, const char* text)
    {
        QTest::keyClick(in(pane, view), Qt::Key_F, Qt::ControlModifier);
        auto* field = in<QLineEdit>(pane, "findField");
        field->setText(QLatin1String(text));
        QTest::qWait(200);
        QTest::keyClick(field, Qt::Key_Return);
        QTest::qWait(200);
    }

    void endFinding(const char* pane) { QTest::keyClick(in(pane, "findField"), Qt::Key_Escape); }

    void takeMenu(QAbstractScrollArea* view, const QPoint& at, const char* name)
    {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, view->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(view->viewport(), &event);
        QTest::qWait(50);
        QWidget* menu = QApplication::activePopupWidget();
        require(menu != nullptr, name);
        take_(*menu, name);
        menu->close();
        f_.window().activateWindow();
        require(QTest::qWaitForWindowActive(&f_.window(), Patience), "the window");
    }

    void takeText()
    {
        select(R"({"type":"order")", Tab::Text);
        find("text", "payloadText", "price");
        take_(f_.window(), "text-find");
        takeMenu(in<QAbstractScrollArea>("text", "payloadText"), {20, 10}, "text-menu");
        endFinding("text");
    }

    void takeHex()
    {
        select(R"({"type":"order")", Tab::Hex); // what is selected in the text is selected here
        take_(f_.window(), "hex-selected");
        takeMenu(in<QAbstractScrollArea>("hex", "hexView"), {20, 10}, "hex-menu");
    }

    void takeJson()
    {
        select(R"({"type":"order")", Tab::Json);
        find("json", "jsonTree", "price");
        take_(f_.window(), "json-find");
        auto* tree = in<QTreeView>("json", "jsonTree");
        takeMenu(tree, tree->visualRect(tree->currentIndex()).center(), "json-menu");
        endFinding("json");
    }

    void takeDecoded()
    {
        select("86 A4 6B", Tab::Decoded);
        auto* tree = f_.page().details().findChild<QTreeView*>(QStringLiteral("decodedTree"));
        auto* pane = tree->parentWidget()->parentWidget();
        pane->setObjectName(QStringLiteral("decodedPane"));
        take_(f_.window(), "decoded-values");
        find("decodedPane", "decodedTree", "sn");
        take_(f_.window(), "decoded-find");
        endFinding("decodedPane");
        const QModelIndex body = tree->model()->index(2, 0, tree->model()->index(0, 0));
        tree->setCurrentIndex(body);
        takeMenu(tree, tree->visualRect(body).center(), "decoded-menu");
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Return);
        const auto* chain = f_.page().details().findChild<QLabel*>(QStringLiteral("decodedChain"));
        require(QTest::qWaitFor([&] { return chain->text().contains(QLatin1String("gzip")); },
                                Patience),
                "what is in the string");
        take_(f_.window(), "decoded-inside");
        select("83 A2", Tab::Decoded);
        auto* encoding = in<QComboBox>("decodedPane", "decodedEncoding");
        encoding->setFocus();
        QTest::keyClicks(encoding, "MessagePack");
        QTest::qWait(200);
        take_(f_.window(), "decoded-cut-short");
        QTest::keyClick(encoding, Qt::Key_Home);
        QTest::qWait(200);
        take_(f_.window(), "decoded-nothing");
    }

    void takeDiff()
    {
        select(R"({"type":"order")", Tab::Diff);
        auto& view = f_.page().timelineView();
        const int row = f_.rowOf(QStringLiteral("not the same"));
        view.selectionModel()->select(f_.page().model().index(row, 0),
                                      QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTest::qWait(200);
        auto* mode = f_.page().details().findChild<QComboBox*>(QStringLiteral("diffMode"));
        mode->setFocus();
        QTest::keyClick(mode, Qt::Key_Down);
        QTest::qWait(200);
        take_(f_.window(), "diff-note");
        QTest::keyClick(mode, Qt::Key_Home);
        QTest::qWait(200);
        auto* tree = f_.page().details().findChild<QTreeView*>(QStringLiteral("diffTree"));
        takeMenu(tree, tree->visualRect(tree->model()->index(0, 1)).center(), "diff-menu");
    }

    WindowFixture& f_;
    const Take& take_;
};

} // namespace

void takeDetailsPictures(WindowFixture& fixture,
                         const std::function<void(QWidget&, const char*)>& take)
{
    DetailsPictures(fixture, take).run();
}

} // namespace framescope::test
