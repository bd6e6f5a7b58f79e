using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OData.Edm.Csdl;

namespace AuthMethods.Wire.Metadata;

/// <summary><c>/{version}/$metadata</c>: the model as XML, for client generators. It is the same for all callers and needs no token.</summary>
internal sealed class MetadataDocument(EndpointDataSource routes)
{
    private readonly ConcurrentDictionary<GraphVersion, byte[]> _documents = new();

    public byte[] Of(GraphVersion version) => _documents.GetOrAdd(version, Write);

    private byte[] Write(GraphVersion version)
    {
        using var xml = new MemoryStream();
        using (var writer = XmlWriter.Create(xml, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            if (!CsdlWriter.TryWriteCsdl(ServiceModel.Of(version, ServicePath.Root(routes, version)), writer, CsdlTarget.OData, out var errors))
            {
                throw new InvalidOperationException($"The model cannot be written: {string.Join("; ", errors)}");
            }
        }

        return xml.ToArray();
    }
}

internal static class MetadataRoutes
{
    public static void MapMetadata(this IEndpointRouteBuilder routes) => routes
        .MapGet(Routes.Root + "/$metadata", (HttpContext http, MetadataDocument document) =>
            Results.Bytes(document.Of(http.Graph().Version), "application/xml"))
        .AllowAnonymous().ExcludeFromDescription();
}
