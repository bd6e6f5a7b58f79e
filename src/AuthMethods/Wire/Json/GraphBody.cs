using System.Text.Json;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
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

    /// <summary>What was sent; undefined if nothing was.</summary>
    internal JsonElement Root => _root;

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
    /// version doesn't declare are refused; computed properties are ignored. Null clears a property that can be null, and is otherwise
    /// ignored.
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
    public T OverObject<T>(T current, GraphVersion version) where T : class
    {
        Of(WireType.Of<T>(version));
        return GraphMerge.Merge(current, _root, version, isObject: true);
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

        public string? Text(string name) => _body.Member(name) is { } value ? Literal.Gateway.Text(value) : null;

        /// <summary>An array of strings; null when it was not sent.</summary>
        public string[]? Texts(string name) => _body.Member(name) is { } value ? Literal.Gateway.Texts(value) : null;

        /// <summary>A text of at most 256 characters, the length of a column.</summary>
        public string? ShortText(string name) => Text(name) is { } text ? text.Length <= 256 ? text : throw GraphErrors.InvalidMethodValue(name) : null;

        public bool? Flag(string name) => _body.Member(name) is { } value ? Literal.Gateway.Boolean(value) : null;

        public int? Number(string name) => _body.Member(name) is { } value ? Literal.Gateway.Int32(value) : null;

        public double? Double(string name) => _body.Member(name) is { } value ? Literal.Gateway.Double(value) : null;

        /// <summary>An instant, which must have a UTC offset.</summary>
        public DateTimeOffset? Instant(string name) => _body.Member(name) is { } value ? Literal.Gateway.Instant(value) : null;

        /// <summary>The properties of a complex value; null when it was not sent.</summary>
        public Sent? Complex(string name) => _body.Member(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Object } value => new(new(value)),
            { } other => throw Literal.Gateway.Refusal(other, "Edm.ComplexType"),
        };

        /// <summary>The objects of an array, each as a body; null when it was not sent.</summary>
        public IReadOnlyList<GraphBody>? Bodies(string name) => _body.Member(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Array } value when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object) =>
                [.. value.EnumerateArray().Select(item => new GraphBody(item))],
            { } other => throw Literal.Gateway.Refusal(other, "Collection(Edm.ComplexType)"),
        };

        /// <summary>A member of an enumeration; null when it was not sent.</summary>
        public T? Member<T>(string name) where T : struct, Enum => _body.Member(name) is { } value
            ? (T)(value.ValueKind == JsonValueKind.String ? Literal.Methods : Literal.Gateway).Member(value, typeof(T))
            : null;
    }

    private sealed class Binder : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var missing = http.GetEndpoint()?.Metadata.GetMetadata<TakesAttribute>()?.MissingEntity;
            var root = await BodyReader.JsonAsync(http, missing);
            if (missing is not null && root.ValueKind == JsonValueKind.Undefined) throw missing();
            bindingContext.Result = ModelBindingResult.Success(new GraphBody(root));
        }
    }
}
