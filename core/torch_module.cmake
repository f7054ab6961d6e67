# The torch module: one MODULE library with everything that includes LibTorch, loaded with dlopen.
#
# VETRINA_TORCH=ON    the distribution's LibTorch (libtorch-dev)
# VETRINA_TORCH=PATH  a torch folder with include/ and lib/, such as .../site-packages/torch; plain -I and -l, because
#                     its CMake package wants a CUDA toolkit
# VETRINA_TORCH=OFF   none: braai is scored by the built-in code, the rest says what is missing

if(VETRINA_TORCH STREQUAL "ON")
    find_path(VETRINA_TORCH_INCLUDE torch/csrc/api/include/torch/torch.h)
    find_library(VETRINA_TORCH_CPU torch_cpu)
    mark_as_advanced(VETRINA_TORCH_INCLUDE VETRINA_TORCH_CPU)
    if(NOT VETRINA_TORCH_INCLUDE OR NOT VETRINA_TORCH_CPU)
        message(FATAL_ERROR "LibTorch is not here: install libtorch-dev, or set VETRINA_TORCH to a torch folder or OFF")
    endif()
    set(torch_include ${VETRINA_TORCH_INCLUDE})
    get_filename_component(torch_lib ${VETRINA_TORCH_CPU} DIRECTORY)
else()
    set(torch_include ${VETRINA_TORCH}/include)
    set(torch_lib ${VETRINA_TORCH}/lib)
    if(NOT EXISTS ${torch_include}/torch/csrc/api/include/torch/torch.h OR NOT EXISTS ${torch_lib}/libtorch_cpu.so)
        message(FATAL_ERROR "VETRINA_TORCH=${VETRINA_TORCH} holds no include/torch/csrc/api and lib/libtorch_cpu.so")
    endif()
endif()

add_library(vetrina_torch MODULE
    infer/torch_backend.cpp
    infer/torch_gradients.cpp infer/torch_gradients.h infer/torch_guard.h
    learn/torch_trainable.cpp
    nets/torch_convnext.cpp
    nets/torch_linear.cpp nets/torch_linear.h
    nets/torch_net.cpp)
target_precompile_headers(vetrina_torch PRIVATE nets/torch_compat.h)
set_target_properties(vetrina_torch PROPERTIES
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON BUILD_RPATH ${torch_lib} INSTALL_RPATH ${torch_lib})
# SYSTEM keeps its warnings out; /usr/include itself is there already.
target_include_directories(vetrina_torch SYSTEM PRIVATE ${torch_include}/torch/csrc/api/include)
if(NOT torch_include STREQUAL "/usr/include")
    target_include_directories(vetrina_torch SYSTEM PRIVATE ${torch_include})
endif()
set(torch_libraries torch torch_cpu c10)
if(EXISTS ${torch_lib}/libtorch_cuda.so)
    list(APPEND torch_libraries torch_cuda c10_cuda) # nothing names them, but they bring the device
endif()
list(TRANSFORM torch_libraries PREPEND -l)
target_link_libraries(vetrina_torch PRIVATE
    vetrina_nets -L${torch_lib} -Wl,--no-as-needed ${torch_libraries} -Wl,--as-needed)
# The static libraries of core inside it stay its own.
target_link_options(vetrina_torch PRIVATE -Wl,--exclude-libs,ALL)

target_compile_definitions(vetrina_nets PRIVATE VETRINA_HAS_TORCH)
add_dependencies(vetrina_infer vetrina_torch)
add_dependencies(vetrina_learn vetrina_torch)
install(TARGETS vetrina_torch LIBRARY DESTINATION lib/vetrina)
