using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using AuthMethods.Wire.Query;

namespace AuthMethods.Wire.Json;

/// <summary>Writes objects as one version of Graph shows them.</summary>
/// <param name="json">The output.</param>
/// <param name="version">Decides which properties are written; v1.0 leaves out some.</param>
/// <param name="metadata">How many annotations the client requested.</param>
/// <param name="root">The beginning of contexts: <c>http://localhost:5080/v1.0</c>.</param>
internal readonly struct WireWriter(Utf8JsonWriter json, GraphVersion version, ODataMetadata metadata, string root)
{
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("@odata.type", JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>Writes one item of a collection: an object or a text.</summary>
    /// <param name="item">The item.</param>
    /// <param name="saysType">The declared type is abstract, so that the item's type is written.</param>
    /// <param name="selection">The properties in <c>$select</c>.</param>
    /// <param name="expanded">The navigation properties in <c>$expand</c>.</param>
    public void Item(object item, bool saysType, Selection? selection = null, IReadOnlyList<Expanded>? expanded = null)
    {
        if (item is string text)
        {
            json.WriteStringValue(text);
            return;
        }

        json.WriteStartObject();
        if (item is DeltaItem change) Members(change);
        else Members(item, saysType, selection, expanded);
        json.WriteEndObject();
    }

    /// <summary>Writes an object's members into the JSON object that is open.</summary>
    /// <param name="item">The object.</param>
    /// <param name="saysType">The declared type is abstract, so that the item's type is written.</param>
    /// <param name="selection">The properties in <c>$select</c>.</param>
    /// <param name="expanded">The navigation properties in <c>$expand</c>.</param>
    /// <param name="isIdFirst">The object was just created; its id is then written first.</param>
    public void Members(object item, bool saysType, Selection? selection = null, IReadOnlyList<Expanded>? expanded = null, bool isIdFirst = false)
    {
        var type = WireType.Of(item.GetType(), version);
        if (((saysType || type.SaysType) && metadata != ODataMetadata.None) || metadata == ODataMetadata.Full) json.WriteString(Type, type.ODataType);
        var properties = selection?.Of(type) ?? type.Default;
        if (isIdFirst) properties = properties.OrderBy(p => p.Name != "id");
        foreach (var property in properties)
        {
            if (expanded?.Any(e => e.Expansion.Name == property.Name) == true) continue;
            if (property.IsContained) Contained(property, item);
            else if (!(saysType && property.IsRelated && property.Get(item) is null)) property.Write(json, item);
        }

        foreach (var navigation in expanded ?? []) Expanded(navigation, item);
    }

    private void Members(DeltaItem change)
    {
        if (change.Object is { } item)
        {
            if (metadata == ODataMetadata.Full) json.WriteString(Type, WireType.Of(item.GetType(), version).ODataType);
            foreach (var property in change.Properties) property.Write(json, item);
        }

        if (change.Properties.All(p => p.Name != "id")) json.WriteString("id", change.Id);
        if (change.Removed is not null) Removed(change.Removed);
        foreach (var links in change.Links.GroupBy(l => l.Relation))
        {
            json.WriteStartArray($"{links.Key}@delta");
            foreach (var link in links)
            {
                json.WriteStartObject();
                if (metadata != ODataMetadata.None) json.WriteString(Type, $"#microsoft.graph.{link.Type}");
                json.WriteString("id", link.Id);
                if (link.IsRemoved) Removed(DeltaItem.Deleted);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private void Removed(string reason)
    {
        json.WriteStartObject("@removed");
        json.WriteString("reason", reason);
        json.WriteEndObject();
    }

    private void Expanded(Expanded navigation, object item)
    {
        var expanded = navigation.ValueOf(item);
        if (expanded is null && navigation.IsOmittedIfNull) return;
        json.WritePropertyName(navigation.Expansion.Name);
        switch (expanded)
        {
            case null: json.WriteNullValue(); break;
            case IEnumerable<object> items:
                json.WriteStartArray();
                foreach (var one in items) Item(one, navigation.IsPolymorphic, navigation.Expansion.Selection);
                json.WriteEndArray();
                break;
            case var value: Item(value, navigation.IsPolymorphic, navigation.Expansion.Selection, navigation.Below); break;
        }
    }

    private void Contained(WireProperty property, object item)
    {
        if (metadata != ODataMetadata.None)
        {
            json.WriteString($"{property.Name}@odata.context", $"{root}/$metadata#{((IHasContained)item).Path}/{property.Name}");
        }

        json.WriteStartArray(property.Name);
        foreach (var entry in (IEnumerable)property.Get(item)!) Item(entry, saysType: property.Type.GetGenericArguments()[0].IsAbstract);
        json.WriteEndArray();
    }
}
