using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace AuthMethods.Graph.Query;

/// <summary>Parses <c>$filter</c>, <c>$orderby</c> and <c>$search</c> over a wire type; names may be in any case.</summary>
internal sealed class ClauseParser(Type wireType, GraphVersion version, Func<string, GraphException>? undeclared = null)
{
    public QueryNode Filter(FilterText filter) => Parse("$filter", filter.Text, p => p.ParseFilter().Expression, GraphErrors.InvalidFilter);

    public OrderByClause OrderBy(string orderBy) => Parse("$orderby", orderBy, p => p.ParseOrderBy(), GraphErrors.InvalidOrderBy);

    public QueryNode Search(string search) => Parse("$search", search, p => p.ParseSearch().Expression, GraphErrors.InvalidSearch);

    private T Parse<T>(string option, string text, Func<ODataQueryOptionParser, T> parse, Func<string, GraphException> invalid)
    {
        if (string.IsNullOrWhiteSpace(text)) throw invalid("it is empty.");
        var model = GraphModel.Of(version);
        var parser = new ODataQueryOptionParser(model.Model, model.Of(wireType), null, new Dictionary<string, string> { [option] = text }) { Resolver = new Resolver(undeclared) };
        try
        {
            return parse(parser);
        }
#pragma warning disable CA1031 // Of malformed text the parser throws more than its own exceptions; whatever it is, the text is at fault.
        catch (Exception e) when (e is not GraphException)
#pragma warning restore CA1031
        {
            throw invalid(e is Microsoft.OData.ODataException ? e.Message : "it cannot be read.");
        }
    }

    private sealed class Resolver : ODataUriResolver
    {
        private readonly Func<string, GraphException>? _undeclared;

        public Resolver(Func<string, GraphException>? undeclared) => (_undeclared, EnableCaseInsensitive) = (undeclared, true);

        public override IEdmProperty? ResolveProperty(IEdmStructuredType type, string propertyName) =>
            base.ResolveProperty(type, propertyName) ?? (_undeclared is null ? null : throw _undeclared(propertyName));
    }
}
