using System.Reflection;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Throttling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Wire;

internal static class WireExtensions
{
    public static void AddWire(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddRequestDecompression();
        services.AddCrossOrigin(configuration, environment);
        services.Configure<AccessLogOptions>(configuration.GetSection("AccessLog"));
        services.Configure<OperatorOptions>(configuration.GetSection("Operator"));
        services.AddOptions<ThrottlingOptions>().Bind(configuration.GetSection("Throttling")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ThrottlingOptions>, ThrottlingOptionsValidator>();
        services.AddSingleton<GraphPipeline>();
        services.AddSingleton<InProcessCalls>();
        services.AddSingleton<GraphErrorWriter>();
        services.AddSingleton<OperatorAccess>();
        services.AddSingleton<ReasonHeader>();
        services.AddSingleton<KnownRoutes>();
        services.AddSingleton<Operations>();
        services.AddSingleton<MetadataDocument>();
        services.AddMvcCore(Configure).ConfigureApplicationPartManager(AddControllers).AddApiExplorer();
        services.AddSingleton<IObjectModelValidator, NoValidation>();
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<GraphVersionConstraint>("graph"));
    }

    /// <summary>
    /// <see cref="GraphBody"/> and GraphQuery read bodies and query strings by Graph's rules, so that MVC only binds values from the
    /// path.
    /// </summary>
    private static void Configure(MvcOptions options)
    {
        options.Conventions.Add(new CountRoutes());
        options.ValueProviderFactories.Clear();
        options.ValueProviderFactories.Add(new RouteValueProviderFactory());
    }

    /// <summary>Finds this assembly's controllers, which are internal, and keeps MVC from loading packages at startup to search for others.</summary>
    private static void AddControllers(ApplicationPartManager parts)
    {
        parts.ApplicationParts.Clear();
        parts.ApplicationParts.Add(new AssemblyPart(typeof(GraphController).Assembly));
        parts.FeatureProviders.Clear();
        parts.FeatureProviders.Add(new GraphControllers());
    }

    private sealed class GraphControllers : ControllerFeatureProvider
    {
        protected override bool IsController(TypeInfo typeInfo) => !typeInfo.IsAbstract && typeInfo.IsSubclassOf(typeof(GraphController));
    }

    /// <summary>Skips MVC's validation: parameters are validated while they are bound.</summary>
    private sealed class NoValidation : IObjectModelValidator
    {
        public void Validate(ActionContext actionContext, ValidationStateDictionary? validationState, string prefix, object? model) { }
    }
}
