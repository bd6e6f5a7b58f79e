using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>Parses <c>$filter</c>, <c>$orderby</c> and <c>$search</c> for a wire type. Names are case-insensitive.</summary>
internal sealed class ClauseParser(Type wireType, GraphVersion version, Func<string, GraphException>? undeclared = null)
{
    /// <summary>Returns the parsed filter, and the text that its literals come from.</summary>
    public (QueryNode Expression, FilterText Text) ParseFilter(string filter)
    {
        Check(filter, GraphErrors.InvalidFilter);
        var text = FilterText.Parse(filter);
        return (Parse("$filter", text.Text, p => p.ParseFilter().Expression, GraphErrors.InvalidFilter), text);
    }

    public OrderByClause ParseOrderBy(string orderBy)
    {
        Check(orderBy, GraphErrors.InvalidOrderBy);
        return Parse("$orderby", orderBy, p => p.ParseOrderBy(), GraphErrors.InvalidOrderBy);
    }

    public QueryNode ParseSearch(string search)
    {
        Check(search, GraphErrors.InvalidSearch);
        return Parse("$search", search, p => p.ParseSearch().Expression, GraphErrors.InvalidSearch);
    }

    private static void Check(string text, Func<string, GraphException> invalid)
    {
        if (string.IsNullOrWhiteSpace(text)) throw invalid("it is empty.");
        if (text.Length > FilterText.MaxLength) throw invalid("it is too long.");
        if (text.Contains('\0', StringComparison.Ordinal)) throw invalid("it contains a NUL character.");
    }

    private T Parse<T>(string option, string text, Func<ODataQueryOptionParser, T> parse, Func<string, GraphException> invalid)
    {
        var model = GraphModel.Of(version);
        var parser = new ODataQueryOptionParser(
            model.Model, model.Of(wireType), null, new Dictionary<string, string> { [option] = text })
        {
            Resolver = new Resolver(FindAlias, undeclared)
        };
        try
        {
            return parse(parser);
        }
#pragma warning disable CA1031 // For malformed text the parser also throws other exceptions than its own; the text is the cause in any case.
        catch (Exception e) when (e is not GraphException)
#pragma warning restore CA1031
        {
            throw invalid(e is Microsoft.OData.ODataException ? e.Message : "it cannot be read.");
        }
    }

    /// <summary>
    /// Finds a property of the listed type by its alias or, for an open type, a property of a derived type.
    /// </summary>
    private IEdmProperty? FindAlias(IEdmStructuredType type, string name)
    {
        if (type != GraphModel.Of(version).Of(wireType)) return null;
        var wire = WireType.Of(wireType, version);
        var owner = wire.FindOwner(name);
        return owner is null ? null : GraphModel.Of(version).Of(owner.Value.Type.ClrType).FindProperty(owner.Value.Property.Name);
    }

    private sealed class Resolver : ODataUriResolver
    {
        private readonly Func<IEdmStructuredType, string, IEdmProperty?> _findAlias;
        private readonly Func<string, GraphException>? _undeclared;

        public Resolver(Func<IEdmStructuredType, string, IEdmProperty?> findAlias, Func<string, GraphException>? undeclared) =>
            (_findAlias, _undeclared, EnableCaseInsensitive) = (findAlias, undeclared, true);

        public override IEdmProperty? ResolveProperty(IEdmStructuredType type, string propertyName) =>
            base.ResolveProperty(type, propertyName) ?? _findAlias(type, propertyName) ?? (_undeclared is null ? null : throw _undeclared(propertyName));

        // Keeps a member's name as a text, so that an unknown name matches nothing instead of being an error.
        public override void PromoteBinaryOperandTypes(
            BinaryOperatorKind binaryOperatorKind, ref SingleValueNode leftNode, ref SingleValueNode rightNode,
            out IEdmTypeReference typeReference)
        {
            if ((IsEnum(leftNode) && IsText(rightNode)) || (IsText(leftNode) && IsEnum(rightNode)))
            {
                typeReference = EdmCoreModel.Instance.GetBoolean(isNullable: false);
                return;
            }

            base.PromoteBinaryOperandTypes(binaryOperatorKind, ref leftNode, ref rightNode, out typeReference);
        }

        private static bool IsEnum(SingleValueNode node) => node.TypeReference?.Definition.TypeKind == EdmTypeKind.Enum;

        private static bool IsText(SingleValueNode node) => node is ConstantNode { Value: string };
    }
}
