using AuthMethods.Wire;

namespace AuthMethods.OpenApi;

/// <summary>The section <c>Description</c>: the OpenAPI documents and Swagger UI.</summary>
public sealed class DescriptionOptions
{
    /// <summary>Serves them outside Development too. In Development they are always served.</summary>
    public bool Enabled { get; set; }
}
