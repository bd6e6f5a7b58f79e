using System.Text.Json;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace AuthMethods.Wire.Json;

/// <summary>The JSON object in a request's body, or nothing. Names are case-insensitive; annotations are ignored.</summary>
[ModelBinder(typeof(Binder))]
internal sealed class GraphBody
{
    private readonly JsonElement _root;

    internal GraphBody(JsonElement root) => _root = root;

    /// <summary>Reads the body of a request that may also send something other than JSON.</summary>
    internal static async Task<GraphBody> ReadAsync(HttpContext http) => new(await BodyReader.JsonAsync(http));

    /// <summary>Whether nothing was sent, or <c>{}</c>.</summary>
    public bool IsEmpty => _root.ValueKind == JsonValueKind.Undefined || !_root.EnumerateObject().Any();

    /// <summary>The body's <c>@odata.type</c>; null if it has none.</summary>
    internal string? TypeName => Find("@odata.type") is { ValueKind: JsonValueKind.String } sent ? sent.GetString() : null;

    /// <summary>The body as properties of a <typeparamref name="T"/>. A property that the type doesn't declare is refused.</summary>
    public Sent Of<T>(GraphVersion version, bool mayBeEmpty = false) => Of(WireType.Of<T>(version), mayBeEmpty);

    internal Sent Of(WireType type, bool mayBeEmpty = false)
    {
        if (IsEmpty) return mayBeEmpty ? new(this) : throw GraphErrors.EmptyPayload();
        RefuseOtherType(type.Name);
        foreach (var property in _root.EnumerateObject())
        {
            if (!property.Name.Contains('@', StringComparison.Ordinal) && !type.Declares(property.Name))
            {
                throw GraphErrors.UndeclaredProperty(property.Name, type.Name);
            }
        }

        return new(this);
    }

    /// <summary>Refuses a body whose <c>@odata.type</c> is not the declared type.</summary>
    internal void RefuseOtherType(string declared)
    {
        if (TypeName is { } sent && !Fits(sent, declared)) throw GraphErrors.TypeDoesNotFit(sent, declared);
    }

    /// <summary>Refuses unknown properties that have a value, since their values would be lost.</summary>
    internal void RefuseOthers(IReadOnlySet<string> known)
    {
        foreach (var sent in Properties().Where(p => !known.Contains(p.Name) && !IsNullOrEmpty(p.Value))) throw GraphErrors.UnknownName(sent.Name);
    }

    /// <summary>Null, or an empty collection.</summary>
    private static bool IsNullOrEmpty(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    /// <summary>
    /// Returns an object updated with the body: complex values property by property, collections as a whole. Properties that the
    /// version doesn't declare are refused; computed properties and nulls are ignored.
    /// </summary>
    public T Over<T>(T current, GraphVersion version) where T : class
    {
        var type = WireType.Of(current.GetType(), version);
        if (TypeName is { } sent && !Fits(sent, type.Name)) throw GraphErrors.MethodTypeDoesNotFit(sent, type.Name);
        Of(type);
        return GraphMerge.Merge(current, _root, version);
    }

    /// <summary>As <see cref="Over"/> for a directory object, with the directory's errors; a null clears a value.</summary>
    /// <param name="current">The object to update.</param>
    /// <param name="version">The version that declares the properties.</param>
    /// <param name="resource">The object's name in errors.</param>
    public T OverObject<T>(T current, GraphVersion version, string resource) where T : class
    {
        Of(WireType.Of<T>(version));
        return GraphMerge.Merge(current, _root, version, resource);
    }

    /// <summary>The parameters of an action. Unknown parameters are ignored, and the body may be empty.</summary>
    public Sent Parameters() => new(this);

    /// <summary>The value of a property; null if it was not sent or is null.</summary>
    internal JsonElement? Member(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>The properties that were sent, without annotations.</summary>
    internal IEnumerable<JsonProperty> Properties() => _root.ValueKind == JsonValueKind.Undefined
        ? []
        : _root.EnumerateObject().Where(p => !p.Name.Contains('@', StringComparison.Ordinal));

    private JsonElement? Find(string name)
    {
        if (_root.ValueKind == JsonValueKind.Undefined) return null;
        foreach (var property in _root.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return null;
    }

    private static bool Fits(string sent, string declared) =>
        sent.AsSpan().TrimStart('#').Equals($"microsoft.graph.{declared}", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text of a JSON string; null if it contains a NUL, which PostgreSQL cannot store.</summary>
    internal static string? TextOf(JsonElement value) =>
        value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    /// <summary>Typed access to the properties of one body. An explicit null counts as not sent.</summary>
    public readonly struct Sent
    {
        private readonly GraphBody _body;

        internal Sent(GraphBody body) => _body = body;

        public bool Has(string name) => _body.Find(name) is not null;

        /// <summary>Whether it was sent and is not null.</summary>
        public bool HasValue(string name) => _body.Find(name) is { ValueKind: not JsonValueKind.Null };

        public string? Text(string name) => _body.Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.String } value => TextOf(value) ?? throw GraphErrors.Unreadable(),
            _ => throw GraphErrors.WrongJsonType(name, "Edm.String"),
        };

        /// <summary>An array of strings; null when it was not sent.</summary>
        public string[]? Texts(string name) => _body.Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray().Select(item =>
                (item.ValueKind == JsonValueKind.String ? TextOf(item) : null) ?? throw GraphErrors.WrongJsonType(name, "Collection(Edm.String)"))],
            _ => throw GraphErrors.WrongJsonType(name, "Collection(Edm.String)"),
        };

        /// <summary>A text of at most 256 characters, the length of a column.</summary>
        public string? ShortText(string name) => Text(name) is { } text ? text.Length <= 256 ? text : throw GraphErrors.InvalidMethodValue(name) : null;

        public bool? Flag(string name) => _body.Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            _ => throw GraphErrors.WrongJsonType(name, "Edm.Boolean"),
        };

        public int? Number(string name) => _body.Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
            _ => throw GraphErrors.WrongJsonType(name, "Edm.Int32"),
        };

        /// <summary>An instant, which must have a UTC offset.</summary>
        public DateTimeOffset? Instant(string name) => _body.Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.String } value when HasOffset(value.GetString()!) && value.TryGetDateTimeOffset(out var instant) => instant,
            _ => throw GraphErrors.WrongJsonType(name, "Edm.DateTimeOffset"),
        };

        /// <summary>The properties of a complex value; null when it was not sent.</summary>
        public Sent? Complex(string name) => _body.Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.Object } value => new(new(value)),
            _ => throw GraphErrors.WrongJsonType(name, "Edm.ComplexType"),
        };

        /// <summary>The objects of an array, each as a body; null when it was not sent.</summary>
        public IReadOnlyList<GraphBody>? Bodies(string name) => _body.Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.Array } value when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object) =>
                [.. value.EnumerateArray().Select(item => new GraphBody(item))],
            _ => throw GraphErrors.WrongJsonType(name, "Collection(Edm.ComplexType)"),
        };

        /// <summary>A member of an enumeration; null when it was not sent. Throws <paramref name="otherwise"/> for other texts.</summary>
        public T? Member<T>(string name, Func<GraphException> otherwise) where T : struct, Enum
        {
            if (Text(name) is not { } text) return null;
            return !text.Contains(',', StringComparison.Ordinal) && GraphEnum.TryParse(typeof(T), text, out var member) ? (T)member : throw otherwise();
        }

        private static bool HasOffset(string text) =>
            text.IndexOf('T', StringComparison.Ordinal) is > 0 and var time && text.AsSpan(time).IndexOfAny('Z', '+', '-') > 0;
    }

    private sealed class Binder : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext) =>
            bindingContext.Result = ModelBindingResult.Success(await ReadAsync(bindingContext.HttpContext));
    }
}
