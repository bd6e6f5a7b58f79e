using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Wire.Addressing;

/// <summary>The actions and functions that the routes declare.</summary>
internal sealed class Operations(EndpointDataSource endpoints)
{
    private readonly Lazy<ILookup<string, Operation>> _byName = new(() =>
        endpoints.Endpoints.OfType<RouteEndpoint>().Select(Operation.Of).OfType<Operation>().ToLookup(o => o.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Finds the operation that can be called by a name after these segments of an address.</summary>
    public Operation? Find(IReadOnlyList<string> before, string name) => _byName.Value[name].FirstOrDefault(o => o.Follows(before));
}
